import { describe, expect, it } from "vitest";
import { readTable, type Table } from "../../inspector/series";
import { datasetOf, seriesOf, tableOf, timesOf, usualChoice } from "./source";

function table(text: string): Table {
  const found = readTable(text);
  if (typeof found === "string") throw new Error(found);
  return found;
}

describe("a table of samples", () => {
  const recorded = table("time,V (mV),I\n0,-70,1\n0.5,-69,2\n1,-68,3");

  it("is read with its names, and proposes time and a column", () => {
    expect(recorded.names).toEqual(["time", "V (mV)", "I"]);
    expect(usualChoice(recorded, 10)).toMatchObject({ time: 0, columns: [1] });
    expect(usualChoice(table("1\n2\n3"), 10)).toMatchObject({ time: null, dt: 10, columns: [0] });
  });

  it("becomes series with a unit factor and the interval of its times", () => {
    const choice = { ...usualChoice(recorded, 10), columns: [1, 2], factor: 2, timeUnit: 1000 };
    expect(seriesOf(recorded, choice)).toEqual({
      columns: [
        [-140, -138, -136],
        [2, 4, 6],
      ],
      dt: 500,
    });
    expect(seriesOf(recorded, { ...choice, time: 1, columns: [] })).toContain("at least one");
    expect(seriesOf(table("a,b\n0,1\n3,1\n4,1"), { ...choice, time: 0 })).toContain(
      "not at a regular interval",
    );
  });
});

describe("spike times of a file", () => {
  it("are sorted, in ms, for all sources or for each", () => {
    const spikes = table("t,cell\n0.2,1\n0.1,0\n0.05,1");
    expect(timesOf(spikes, 0, null, 1000, 2)).toEqual([50, 100, 200]);
    expect(timesOf(spikes, 0, 1, 1000, 2)).toEqual([[100], [50, 200]]);
    expect(timesOf(spikes, 0, 1, 1000, 1)).toContain("sources are 0 to 0");
    expect(timesOf(table("-1\n2"), 0, null, 1, 1)).toContain("before t = 0");
  });
});

describe("arrays", () => {
  it("are columns, down or across", () => {
    expect(tableOf("x", [2, 3], [1, 2, 3, 4, 5, 6], false).columns).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(tableOf("x", [2, 3], [1, 2, 3, 4, 5, 6], true).columns).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(tableOf("V", [3], [1, 2, 3], false)).toEqual({ names: ["V"], columns: [[1, 2, 3]] });
  });

  it("become a data set with classes or targets", () => {
    const x = tableOf("x", [3, 2], [1, 2, 3, 4, 5, 6], false);
    const labels = tableOf("y", [3], [0, 2, 1], false);
    expect(datasetOf(x, labels, 0.67)).toEqual({
      inputs: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      targets: null,
      labels: [0, 2, 1],
      train: 2,
    });
    const targets = tableOf("y", [3, 2], [0, 1, 1, 0, 0.5, 0.5], false);
    expect(datasetOf(x, targets, 1)).toMatchObject({ labels: null, train: 3 });
    expect(datasetOf(x, tableOf("y", [2], [0, 1], false), 1)).toContain("3 samples of inputs");
  });
});
