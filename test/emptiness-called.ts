import { expect } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import type { TowerWorld } from "#test/tower-world.ts";

/* Whom a post calls that stands empty. */

/** Somebody does something that has to be accepted. */
export function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** Calls that run about nobody standing at a post: what is owed, and when each of its rungs was called. */
export function emptinessCalled({ world }: TowerWorld, post: string) {
  return [...world.streams.values()].flatMap(({ key, obligations, escalations }) =>
    key.id.startsWith(`${post}/`)
      ? obligations
          .filter(isOutstanding)
          .filter(({ what }) => what === "manning.publish" || what === "absence.stand-in")
          .flatMap((owed) => {
            const { calls = [], acknowledgedAt } = escalations[owed.key] ?? {};
            return acknowledgedAt === undefined && calls.length > 0
              ? [{ key, owed, at: calls.map(({ at }) => at) }]
              : [];
          })
      : [],
  );
}
