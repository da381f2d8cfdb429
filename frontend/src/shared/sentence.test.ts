import { expect, it } from "vitest";
import { catalog, neuron, projection } from "../editor/testing";
import { indexById } from "../state/records";
import { named } from "./sentence";

const records = indexById([neuron("A"), neuron("B"), projection("e-1", "A", "B")]);

it.each([
  ['node "A": V left the finite range', "Neuron A: V left the finite range"],
  ['edge "e-1": weight is 3', "Neuron A to Neuron B: weight is 3"],
  ['node "gone": it is not there', 'node "gone": it is not there'],
  ['there is no model "A"', 'there is no model "A"'],
])("%s", (sentence, text) => {
  expect(named(sentence, records, catalog)).toBe(text);
});
