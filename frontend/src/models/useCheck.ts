import { checkModel } from "../state/api";
import type { Definition, ModelCheck } from "../wire/types";
import { useAnswer } from "./useAnswer";

/** What the server says of a definition. */
export interface Check extends ModelCheck {
  /** Whether an answer is still to come for what stands there now. */
  readonly pending: boolean;
  readonly failure: string | null;
}

const WAIT = 250;
const nothing: ModelCheck = { problems: [], latex: [], entry: null };

const ask = (question: string, signal: AbortSignal): Promise<ModelCheck> =>
  checkModel(JSON.parse(question) as Definition, signal);

/** The check of a definition while it is typed. */
export function useCheck(definition: Definition): Check {
  const { answer, failure, pending } = useAnswer(JSON.stringify(definition), ask, WAIT);
  return { ...(answer ?? nothing), failure, pending };
}
