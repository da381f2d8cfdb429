import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  SelectionMode,
  type NodeTypes,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useRef, type ReactElement } from "react";
import { useTheme } from "../../look/theme";
import { BundleTip } from "../edges/BundleTip";
import { ConnectionLine } from "../edges/ConnectionLine";
import { Connections } from "../edges/Connections";
import { EdgeEditor } from "../edges/EdgeEditor";
import { EdgeMarkers } from "../edges/EdgeMarkers";
import { SingleSynapses } from "../edges/SingleSynapses";
import { FindBar } from "../find/FindBar";
import { CellNode } from "../nodes/CellNode";
import "../nodes/nodes.css";
import { CellTip } from "../groups/CellTip";
import { useProbe } from "../groups/useProbe";
import { FrameNode } from "../nodes/FrameNode";
import { NoteNode } from "../nodes/NoteNode";
import { PopulationNode } from "../nodes/PopulationNode";
import { StimulusNode } from "../nodes/StimulusNode";
import { GRID } from "../place";
import type { BoardEdge, BoardNode } from "../scene";
import { useEditor } from "../ui";
import { useScene } from "../useScene";
import { attachView } from "../view";
import "./canvas.css";
import { TextScale } from "./TextScale";
import { EmptyBoard } from "./EmptyBoard";
import { PokeBar } from "./PokeBar";
import { QuickActions } from "./QuickActions";
import { ColourKey, ZoomControls } from "./Furniture";
import { Sparks } from "./Sparks";
import { DOT_RADIUS, useConnecting } from "./useConnecting";
import { useEdgeDrag } from "./useEdgeDrag";
import { useFlowChanges } from "./useFlowChanges";
import { useMenus } from "./useMenus";
import { usePoke } from "./usePoke";
import { useQuickAdd } from "./useQuickAdd";
import { usePointer } from "./usePointer";
import { useOnScreen } from "./useOnScreen";

const nodeTypes: NodeTypes = {
  cell: CellNode,
  population: PopulationNode,
  stimulus: StimulusNode,
  note: NoteNode,
  frame: FrameNode,
};
const MANY_NODES = 150;
const proOptions = { hideAttribution: true };
const centred: [number, number] = [0.5, 0.5];
const several = ["Shift", "Meta", "Control"];

/** The board: nodes, connections, and the hand that moves them. */
export function Canvas(): ReactElement {
  const nodes = useScene((state) => state.nodes);
  const chosen = useScene((state) => state.chosen);
  const connecting = useEditor((state) => state.connecting !== null);
  const state = connecting ? " connecting" : "";
  const theme = useTheme((state) => state.theme);
  const poking = useEditor((state) => state.poke.on);
  const canvas = useRef<HTMLElement>(null);
  const changes = useFlowChanges();
  const drawing = useConnecting();
  const menus = useMenus(canvas);
  usePointer(canvas);
  useEdgeDrag(canvas);
  usePoke(canvas);
  useQuickAdd(canvas);
  useProbe(canvas);
  const onScreen = useOnScreen();

  useEffect(() => () => attachView(null, null), []);

  return (
    <main ref={canvas} className={`canvas${state}${poking ? " poking" : ""}`} aria-label="Board">
      <EdgeMarkers />
      <ReactFlow<BoardNode, BoardEdge>
        nodes={nodes}
        edges={chosen}
        nodeTypes={nodeTypes}
        nodeOrigin={centred}
        colorMode={theme}
        minZoom={0.1}
        maxZoom={4}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={DOT_RADIUS}
        connectionLineComponent={ConnectionLine}
        proOptions={proOptions}
        deleteKeyCode={null}
        panActivationKeyCode={null}
        multiSelectionKeyCode={several}
        selectionMode={SelectionMode.Partial}
        nodeDragThreshold={3}
        autoPanOnNodeDrag={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements={nodes.length > MANY_NODES}
        onInit={(flow) => attachView(flow, canvas.current)}
        {...changes}
        {...drawing}
        {...menus}
        {...onScreen}
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.8} />
        <Connections />
        <SingleSynapses />
        <Sparks />
        <TextScale />
      </ReactFlow>
      <EmptyBoard />
      <QuickActions />
      <FindBar />
      <CellTip />
      <PokeBar />
      <ColourKey />
      <ZoomControls />
      <EdgeEditor canvas={canvas} />
      <BundleTip canvas={canvas} />
    </main>
  );
}
