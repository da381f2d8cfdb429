import { useEffect, useState } from "react";
import { live } from "../live/live";
import { formatNumber } from "../shared/format";
import { nodeName } from "../shared/names";
import { useBoard } from "../state/board";
import { nodesOf } from "../state/records";
import type { Item } from "./outline";

const EVERY = 1000;

/** What the network does now, in words, once a second: running or not, the time, and the rates of
 * what spikes. */
export function useReadings(): Item {
  const [item, setItem] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setItem(read()), EVERY);
    const stop = useBoard.subscribe((state, before) => {
      if (state.status?.running !== before.status?.running) setItem(read());
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  return item;
}

function read(): Item {
  const { records, catalog, status } = useBoard.getState();
  const running = status?.running === true;
  const lines = nodesOf(records).flatMap((node): Item[] => {
    const rate = live.activity.get(node.id)?.rate;
    if (rate === null || rate === undefined) return [];
    const per = node.size > 1 ? " per cell" : "";
    const text = `${nodeName(node, catalog)}: ${formatNumber(rate, 3)} spikes/s${per} in the last second`;
    return [{ id: `rate ${node.id}`, text, record: node.id, children: [] }];
  });
  const t = formatNumber(Math.round((live.moment ?? live.t) * 10) / 10, 7);
  const text = `${running ? "Running" : "Paused"}, t = ${t} ms`;
  return { id: "state", text, record: null, children: lines };
}
