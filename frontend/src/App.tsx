import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, type ReactElement } from "react";
import { Announcer } from "./access/Announcer";
import { attendSelection } from "./access/attend";
import { CircuitText } from "./access/CircuitText";
import { followFocus } from "./access/regions";
import { SkipLinks } from "./access/SkipLinks";
import { Dock } from "./dock/Dock";
import { Timeline } from "./dock/Timeline";
import { Canvas } from "./editor/canvas/Canvas";
import { listenToClipboard, listenToKeys } from "./editor/listen";
import { BoardMenus } from "./editor/menus/BoardMenus";
import { Help } from "./editor/menus/Help";
import { Ghost } from "./editor/palette/Ghost";
import { Palette, useRail } from "./editor/palette/Palette";
import { QuickAdd } from "./editor/quick/QuickAdd";
import { fit } from "./editor/view";
import { HistoryPanel } from "./history/HistoryPanel";
import { Inspector } from "./inspector/Inspector";
import { MatrixDialog } from "./matrix/MatrixDialog";
import { ModelEditor } from "./models/ModelEditor";
import { ModelReference } from "./models/ModelReference";
import { followOwnModels } from "./models/ownModels";
import { Banner } from "./transport/Banner";
import { Toasts } from "./shared/Toasts";
import { Tooltips } from "./shared/Tooltips";
import { useBoard } from "./state/board";
import { TopBar } from "./transport/TopBar";
import "./app.css";

/** The page: one grid of regions, and what floats above it. */
export function App(): ReactElement {
  const projector = useBoard((state) => state.projector);
  const title = useBoard((state) => {
    const board = state.records.get("board");
    return board?.kind === "board" ? board.title : "";
  });
  const rail = useRail();

  useEffect(listenToKeys, []);
  useEffect(listenToClipboard, []);
  useEffect(followFocus, []);
  useEffect(attendSelection, []);
  useEffect(followOwnModels, []);
  useEffect(() => {
    document.documentElement.toggleAttribute("data-projector", projector);
    if (!projector) return;
    const show = (): number => requestAnimationFrame(() => fit());
    show();
    return () => void show();
  }, [projector]);
  useEffect(() => {
    document.title = title === "" ? "Neuroboard" : `${title} – Neuroboard`;
  }, [title]);

  return (
    <ReactFlowProvider>
      <div className={`app${rail ? " with-rail" : ""}${projector ? " projector" : ""}`}>
        <SkipLinks />
        <TopBar />
        {!projector && <Palette />}
        <section className="app-timeline" aria-label="Time">
          <Timeline />
        </section>
        <Canvas />
        <CircuitText />
        {!projector && (
          <aside className="app-inspector" aria-label="Inspector">
            <Inspector />
          </aside>
        )}
        <div className="app-dock">
          <Dock />
        </div>
      </div>
      <Ghost />
      <BoardMenus />
      <QuickAdd />
      <Help />
      <HistoryPanel />
      <MatrixDialog />
      <ModelEditor />
      <ModelReference />
      <div className="notices">
        <Banner />
        <Toasts />
      </div>
      <Announcer />
      <Tooltips />
    </ReactFlowProvider>
  );
}
