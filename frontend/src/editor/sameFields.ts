import { sameShape, type Shape } from "./nodes/shapes";

/** Whether two flat objects have the same fields; shapes are compared by what they hold. */
export function sameFields(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(b);
  return (
    Object.keys(a).length === keys.length &&
    keys.every((key) => Object.is(a[key], b[key]) || sameShapes(a[key], b[key]))
  );
}

function sameShapes(a: unknown, b: unknown): boolean {
  return isShape(a) && isShape(b) && sameShape(a, b);
}

function isShape(value: unknown): value is Shape {
  return typeof value === "object" && value !== null && "width" in value && "height" in value;
}
