import type { ActId } from "#duty/acts.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import type { World } from "#duty/world.ts";
import { meetingOf } from "./habits.ts";
import { anyWords, type FilledForm } from "./meeting.ts";

/** The acts by which something was met when it was tried, those that were accepted alone. */
export interface MetBy {
  readonly by: readonly { readonly act: ActId; readonly who: PersonId }[];
}

/** Whether something owed can be met at a moment, by whoever: tried in a copy, so that the world stays as it is. */
export function couldBeMet(world: World, owed: LedgerLine, now: Instant): MetBy | undefined {
  const meeting = meetingOf(owed.obligation.what);
  const tried = world.copy(now);
  const by: MetBy["by"][number][] = [];
  const forms = meeting(tried, owed, anyWords);
  let sent = 0;
  for (let next = forms.next(); !next.done; sent += 1) {
    const { who, act } = next.value;
    const outcome = tried.execute(commandOf(tried, owed, next.value, sent));
    if (!outcome.refusal && outcome.touched.length > 0) by.push({ act, who });
    next = forms.next(outcome);
  }
  const after = tried.streams.get(keyName(owed.stream))?.obligations.find(({ key }) => key === owed.obligation.key);
  return after?.metAt === undefined ? undefined : { by };
}

function commandOf(
  world: World,
  { stream: { site } }: LedgerLine,
  { who, act, body, seen }: FilledForm,
  number: number,
) {
  const head = seen && world.streams.get(keyName(seen))?.head;
  return {
    ...{
      id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      site,
      act,
      body: acts[act].shape?.parse(body),
    },
    ...{ actor: { person: who }, proof: "pin" as const, ...(head ? { seen: head } : {}) },
  };
}
