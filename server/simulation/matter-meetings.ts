import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import type { Matter } from "#duty/matter/matter.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import { ruleSeen } from "./facts-seen.ts";
import {
  type FilledForm,
  firstAccepted,
  holdersAt,
  type Meeting,
  type Saying,
  type Sight,
  siteSeen,
  turnsAtPost,
} from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

/** How everything is met that a matter makes somebody owe. */
export const matterMeetings = { "matter.settle": settle } satisfies Record<string, Meeting>;

/** Whoever is on duty at the post settles it, or where nothing says so, whoever leads there. */
function* settle(sight: Sight, { stream }: LedgerLine, say: Saying): Generator<FilledForm, void, StageAnswer> {
  const [post = "", matter = ""] = stream.id.split("/");
  const there = turnsAtPost(sight, stream.site, post).map(({ person }) => person);
  const body = { post, matter, outcome: say("outcomes") };
  const state = sight.state<Matter>(stream);
  const isOfKit = state.phase === "open" && state.kit !== undefined;
  const rule = ruleSeen<MatterRule>(sight, stream);
  const holders = holdersAt(sight, { site: stream.site, post }, isOfKit ? rule.kit?.by : undefined);
  const elsewhere = holders.filter((who) => !there.includes(who));
  // Kit that is wanting is found by counting it, or closed by whoever may and is not on duty there (ZB-33).
  const people = isOfKit ? elsewhere : [...there, ...(rule.onDuty?.required === true ? [] : holders)];
  yield* firstAccepted(people.map((who): FilledForm => ({ who, act: "matter.settle", body })));
}

/** A matter let pass by whoever may and is not on duty there: whoever is on duty elsewhere is asked first. */
export function releaseForms(sight: Sight, key: StreamKey, say: Saying): FilledForm[] {
  const [post = "", matter = ""] = key.id.split("/");
  const body = { post, matter, reason: say("releases") };
  const onDuty = onDutyAt(sight, key.site);
  const own = onDuty.filter((each) => each.post === post).map(({ person }) => person);
  const isElsewhere = (who: PersonId) => onDuty.some(({ person }) => person === who);
  const may = holdersAt(sight, { site: key.site, post }, ruleSeen<MatterRule>(sight, key).release?.by);
  return may
    .filter((who) => !own.includes(who))
    .toSorted((one, other) => Number(isElsewhere(other)) - Number(isElsewhere(one)))
    .map((who) => ({ who, act: "matter.release", body }));
}

function onDutyAt(sight: Sight, site: string) {
  return Object.keys(siteSeen(sight, site).posts).flatMap((post) => turnsAtPost(sight, site, post));
}
