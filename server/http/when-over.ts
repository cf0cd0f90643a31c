import type { ServerResponse } from "node:http";

/**
 * Gives back what was held for one answer when that is over, be it that it was sent or that its line was cut: a cut one never tells that it is
 * finished. At once where it is over already, since nobody would say so again.
 */
export function whenOver(answer: ServerResponse, giveBack: () => void): void {
  if (answer.closed) giveBack();
  else answer.once("close", giveBack);
}
