import { useCallback, type ReactElement } from "react";
import { openSelectedMatrix } from "../../matrix/store";
import { newModel, showReference } from "../../models/store";
import { Menu, type MenuAction, type MenuSection } from "../../shared/Menu";
import { nodeName } from "../../shared/names";
import { useBoard } from "../../state/board";
import { isAnnotation, isNode } from "../../state/records";
import * as adding from "../adding";
import { ArrangeIcon } from "../arrange/ArrangeIcon";
import { arrangements, tidy } from "../arrange/commands";
import * as commands from "../commands";
import { openFind } from "../find/store";
import { groupNeurons, splitPopulation } from "../groups/regroup";
import { notes, placeItems } from "../items";
import { shownKey } from "../keys";
import { openQuick } from "../quick/open";
import { Picture } from "../../look/icons";
import { toggleSingles, useSingles } from "../edges/singles";
import type { Point } from "../place";
import { useEditor, type OpenMenu } from "../ui";
import { fit, toBoard } from "../view";
import * as copying from "../copying";
import * as viewing from "../viewing";
import { chooseView, viewSections } from "./viewMenu";

/** The menu that is open on the canvas: of a node, a selection, a connection or the board. */
export function BoardMenus(): ReactElement | null {
  const menu = useEditor((state) => state.menu);
  const set = useEditor((state) => state.set);
  // What can be shown is known once the models have arrived.
  useBoard((state) => state.catalog);
  const close = useCallback(() => set({ menu: null }), [set]);
  if (!menu) {
    return null;
  }
  const { name, sections } = contents(menu);
  return (
    <Menu
      key={`${menu.about} ${menu.at.x} ${menu.at.y}`}
      at={menu.at}
      name={name}
      sections={sections}
      onClose={close}
    />
  );
}

function contents(menu: OpenMenu): { name: string; sections: MenuSection[] } {
  const { records, selection, catalog } = useBoard.getState();
  const chosen = [...selection].map((id) => records.get(id)).filter(isNode);
  if (menu.about === "views") {
    return { name: "Views", sections: viewSections() };
  }
  if (menu.about === "board") {
    return { name: "Board", sections: boardMenu(menu) };
  }
  if (menu.about === "edge") {
    return { name: "Connection", sections: edgeMenu(menu) };
  }
  const [first] = chosen;
  if (isAnnotation(records.get(menu.id ?? "")) && chosen.length === 0) {
    return { name: "Note", sections: noteMenu() };
  }
  return chosen.length > 1
    ? {
        name: `${chosen.length} nodes`,
        sections: [views(menu.at), ...several(chosen.length), common()],
      }
    : { name: first ? nodeName(first, catalog) : "Node", sections: nodeMenu(menu) };
}

const others = (at: Point): MenuAction => ({
  label: "Other views",
  keys: shownKey("views"),
  onSelect: () => chooseView(at),
});

const views = (at: Point): MenuSection => ({
  actions: [
    { label: "Show trace", keys: shownKey("trace"), onSelect: () => viewing.openView("trace") },
    { label: "Show raster", keys: shownKey("raster"), onSelect: () => viewing.openView("raster") },
    others(at),
  ],
});

const common = (): MenuSection => ({
  actions: [
    { label: "Copy", keys: shownKey("copy"), onSelect: () => void copying.copyToClipboard() },
    { label: "Duplicate", keys: shownKey("duplicate"), onSelect: copying.duplicate },
    { label: "Align to grid", keys: shownKey("grid"), onSelect: commands.alignToGrid },
    { label: "Delete", keys: shownKey("delete"), onSelect: commands.removeSelection },
  ],
});

/** A population to split. */
function splitting(id: string | null): MenuSection[] {
  const node = useBoard.getState().records.get(id ?? "");
  if (node?.kind !== "neurons" || node.size < 2) return [];
  return [
    {
      actions: [
        {
          label: `Split into ${node.size} neurons`,
          keys: shownKey("split"),
          onSelect: () => void splitPopulation(node.id),
        },
      ],
    },
  ];
}

function nodeMenu({ id, at }: OpenMenu): MenuSection[] {
  const { records } = useBoard.getState();
  const node = records.get(id ?? "");
  const neurons = node?.kind === "neurons";
  const marked = useEditor.getState().marked.filter((source) => records.has(source));
  const sign = (value: "excitatory" | "inhibitory" | null, label: string) => ({
    label,
    checked: neurons && node.sign === value,
    onSelect: () => commands.changeSign(value),
  });
  return [
    {
      actions: neurons
        ? [
            { label: "Inject current", keys: shownKey("inject"), onSelect: adding.injectCurrent },
            { label: "Next neuron", keys: shownKey("next"), onSelect: adding.addNext },
          ]
        : [],
    },
    {
      actions: viewing.watchable("trace", id === null ? [] : [id]).length
        ? views(at).actions
        : views(at).actions.slice(1),
    },
    {
      actions: [
        { label: "Connect from here", keys: shownKey("from"), onSelect: commands.markSources },
        ...(marked.length > 0
          ? [{ label: "Connect to here", keys: shownKey("to"), onSelect: commands.connectMarked }]
          : []),
        ...(neurons
          ? [{ label: "Connect to itself", onSelect: () => commands.connect([node.id], [node.id]) }]
          : []),
      ],
    },
    ...(neurons
      ? [
          {
            title: "Type",
            actions: [
              sign("excitatory", "Excitatory"),
              sign("inhibitory", "Inhibitory"),
              sign(null, "Undetermined"),
            ],
          },
        ]
      : []),
    ...splitting(id),
    {
      actions: [
        { label: "Rename", keys: shownKey("rename"), onSelect: commands.rename },
        ...common().actions,
      ],
    },
  ];
}

function noteMenu(): MenuSection[] {
  return [
    { actions: [{ label: "Edit text", keys: "Enter", onSelect: commands.rename }] },
    common(),
  ];
}

function several(count: number): MenuSection[] {
  return [
    {
      title: "Arrange",
      row: true,
      actions: arrangements.map(({ id, name, fewest, run }) => ({
        label: name,
        picture: <ArrangeIcon id={id} />,
        disabled: count < fewest,
        onSelect: run,
      })),
    },
    {
      actions: [
        {
          label: "Group into a population",
          keys: shownKey("group"),
          onSelect: () => void groupNeurons(),
        },
        { label: "Connect from here", keys: shownKey("from"), onSelect: commands.markSources },
        { label: "Randomise weights", keys: shownKey("randomise"), onSelect: commands.randomise },
      ],
    },
  ];
}

function edgeMenu({ id, at }: OpenMenu): MenuSection[] {
  return [
    {
      actions: [
        {
          label: "Edit weight",
          keys: shownKey("edit"),
          onSelect: () => useEditor.getState().set({ edgeEditorClosed: false }),
        },
        { label: "Edit weight matrix", keys: shownKey("matrix"), onSelect: openSelectedMatrix },
        { label: "Randomise weights", keys: shownKey("randomise"), onSelect: commands.randomise },
      ],
    },
    {
      actions: [
        {
          label: "Show weight matrix",
          keys: shownKey("weights"),
          onSelect: () => viewing.openView("weights"),
        },
        ...(id === null
          ? []
          : [
              {
                label: "Show single synapses",
                checked: useSingles.getState().edges.has(id),
                onSelect: () => toggleSingles(id),
              },
            ]),
        {
          label: "Show current",
          keys: shownKey("trace"),
          onSelect: () => viewing.openView("trace"),
        },
        others(at),
      ],
    },
    {
      actions: [{ label: "Delete", keys: shownKey("delete"), onSelect: commands.removeSelection }],
    },
  ];
}

function boardMenu({ at }: OpenMenu): MenuSection[] {
  return [
    {
      title: "Add here",
      actions: [
        { label: "Type to add", keys: shownKey("add"), onSelect: () => openQuick(at) },
        ...[...placeItems, ...notes].map((item) => ({
          label: item.name,
          keys: item.key,
          picture: <Picture name={item.picture} />,
          onSelect: () => adding.use(item, toBoard(at)),
        })),
      ],
    },
    {
      actions: [
        others(at),
        { label: "New model", onSelect: () => newModel() },
        { label: "All models", onSelect: () => showReference() },
      ],
    },
    {
      actions: [
        {
          label: "Paste",
          keys: shownKey("paste"),
          onSelect: () => void copying.pasteFromClipboard(),
        },
        { label: "Select everything", keys: shownKey("all"), onSelect: commands.selectAll },
        { label: "Find", keys: shownKey("find"), onSelect: openFind },
        { label: "Align to grid", keys: shownKey("grid"), onSelect: commands.alignToGrid },
        {
          label: "Lay out from left to right",
          keys: shownKey("tidy"),
          onSelect: () => void tidy(),
        },
        { label: "Show the whole board", keys: shownKey("fit"), onSelect: () => fit() },
      ],
    },
  ];
}
