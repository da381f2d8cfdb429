import { expect, it } from "vitest";
import { beyond } from "./walk";

const nodes = [
  { id: "c", x: 400, y: 0 },
  { id: "a", x: 0, y: 0 },
  { id: "b", x: 200, y: 300 },
  { id: "b2", x: 200, y: 400 },
];

it("goes from left to right and down within a column, to every node", () => {
  const way: (string | undefined)[] = [];
  for (let at = beyond(null, nodes, 1); at; at = beyond(at.id, nodes, 1)) way.push(at.id);
  expect(way).toEqual(["a", "b", "b2", "c"]);
});

it("goes back the same way and stops at the ends", () => {
  expect(beyond("b2", nodes, -1)?.id).toBe("b");
  expect(beyond("a", nodes, -1)).toBeUndefined();
  expect(beyond(null, nodes, -1)?.id).toBe("c");
});
