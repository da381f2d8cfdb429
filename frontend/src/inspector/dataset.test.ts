import { describe, expect, it } from "vitest";
import { stimulus } from "../dock/testdata";
import type { AnyRecord, CatalogParameter, Dataset } from "../wire/types";
import { fitted, widthOf } from "./dataset";

const data: Dataset = {
  id: "digits",
  kind: "dataset",
  title: "",
  inputs: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  targets: null,
  labels: [0, 4],
  train: null,
};
const parameters = [{ name: "data", kind: "dataset" }] as unknown as CatalogParameter[];
const records = new Map<string, AnyRecord>([["digits", data]]);

describe("the size of what shows a data set", () => {
  it("is that of the inputs, of the targets, or the number of classes", () => {
    expect(widthOf(data, "inputs")).toBe(3);
    expect(widthOf(data, "targets")).toBe(5);
    expect(
      widthOf(
        {
          ...data,
          labels: null,
          targets: [
            [1, 2],
            [3, 4],
          ],
        },
        "targets",
      ),
    ).toBe(2);
  });

  it("follows the choice of data and part, and stays where there is none", () => {
    const node = stimulus("x", { model: "dataset", params: { data: "digits" } });
    expect(fitted(node, parameters, records).size).toBe(3);
    const targets = { ...node, params: { ...node.params, part: "targets" } };
    expect(fitted(targets, parameters, records).size).toBe(5);
    expect(fitted({ ...node, params: {} }, parameters, records).size).toBe(node.size);
    expect(fitted({ ...node, params: { data: "gone" } }, parameters, records)).toMatchObject({
      size: node.size,
    });
  });
});
