import type { Command, Message } from "#duty/door/table.ts";
import type { HearBody } from "#duty/ledger/ledger-shapes.ts";

/** Who may be called, as far as somebody has looked, and who of them has a screen open. The rule asks of each whether they hold the function. */
export type Hearers = Pick<HearBody, "candidates" | "listening">;

/** The command by which a call is given names and heard. `attempt` tells one try from the next: what is heard changes with time. */
export function hearMessage(
  { key, stream: { site, noun, id }, obligation, rung }: Message,
  { candidates, listening }: Hearers,
  attempt: number,
): Command {
  const body: HearBody = { stream: { noun, id }, key: obligation.key, rung, candidates, listening };
  return { id: `hear:${key}#${attempt}`, site, act: "ledger.hear", body, actor: "clock", proof: "none" };
}
