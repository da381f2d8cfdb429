import { useEffect, useState } from "react";

/** What the server said last, and whether that is of what stands there now. */
export interface Answered<T> {
  readonly answer: T | null;
  /** Why there is no answer. */
  readonly failure: string | null;
  readonly pending: boolean;
}

/** Ask `wait` ms after the last change of `question` (a text, as JSON); an answer to an older one is
 * dropped. `ask` is the same function at every call. */
export function useAnswer<T>(
  question: string,
  ask: (question: string, signal: AbortSignal) => Promise<T>,
  wait: number,
): Answered<T> {
  const [last, setLast] = useState<{
    question: string | null;
    answer: T | null;
    failure: string | null;
  }>({ question: null, answer: null, failure: null });
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(question, abort.signal).then(
        (answer) => setLast({ question, answer, failure: null }),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          const failure = error instanceof Error ? error.message : String(error);
          setLast((old) => ({ ...old, question, failure }));
        },
      );
    }, wait);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [question, ask, wait]);
  return { answer: last.answer, failure: last.failure, pending: last.question !== question };
}
