import { type Absence, askedLeave, openStand, takenLeave } from "#duty/absence/absence.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { type Turn, turnNamed } from "#duty/grammar/presence.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { confirmAll } from "./attendance-meetings.ts";
import { type FilledForm, type Meeting, type Saying, type Sight, siteSeen, turnsAtPost } from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

/** How everything is met that leaving a post for a while makes somebody owe. */
export const absenceMeetings = {
  "absence.accept": standsThere,
  "absence.stand-in": standsThere,
  "absence.return": comesBack,
  "absence.cover": comesBack,
  "absence.lend": isFreed,
  "absence.tell": tells,
  "absence.hear": hears,
} satisfies Record<string, Meeting>;

type Forms = Generator<FilledForm, void, StageAnswer>;

function* comesBack(_: Sight, { stream }: LedgerLine): Forms {
  const { person: who, ...shift } = turnNamed(stream.id);
  yield { who, act: "absence.come-back", body: shift };
}

/** Whoever was asked, or anybody on duty who can be spared, stands there; where nobody can, whoever has left comes back. */
function* standsThere(sight: Sight, owed: LedgerLine): Forms {
  const { site, id } = owed.stream;
  const leaving = turnNamed(id);
  const asked = askedLeave(sight.state<Absence>(owed.stream))?.asked?.cover;
  const others = asked ? [asked] : sparedAt(sight, site).filter(({ person }) => person !== leaving.person);
  for (const { person: who, ...own } of others) {
    const form: FilledForm = { who, act: "absence.accept", body: { ...leaving, own } };
    const first = yield form;
    const isUnread = first.refusal?.code === "absence.regulation-unconfirmed";
    if (isUnread) yield* confirmAll(sight, site, leaving, who);
    const { refusal, touched } = isUnread ? yield form : first;
    if (!refusal && touched.length > 0) return;
  }
  yield* comesBack(sight, owed);
}

/** Who is on duty beside somebody else of the same shift at the same post, so that it is not left empty when they stand elsewhere. */
function sparedAt(sight: Sight, site: SiteId): Turn[] {
  const { posts } = siteSeen(sight, site);
  return Object.keys(posts)
    .map((post) => turnsAtPost(sight, site, post))
    .flatMap((there) => there.filter((one) => there.some((each) => each !== one && shiftId(each) === shiftId(one))));
}

/** Whoever stands elsewhere is free when the one for whom they stand comes back. */
function* isFreed(sight: Sight, { stream }: LedgerLine): Forms {
  const standsFor = openStand(sight.state<Absence>(stream))?.standsFor;
  if (!standsFor) return;
  const { person: who, ...shift } = standsFor;
  yield { who, act: "absence.come-back", body: shift };
}

function* tells(sight: Sight, { stream }: LedgerLine, say: Saying): Forms {
  const { person: who, ...shift } = turnNamed(stream.id);
  const away = takenLeave(sight.state<Absence>(stream)) !== undefined;
  const body = { ...shift, why: "other", reason: say("emergencies"), to: say("places") };
  const returnBy = plusMinutes(sight.now, 10);
  yield { who, act: "absence.tell", body: away ? { ...body, returnBy } : body };
}

function* hears(_: Sight, { stream, obligation: { person } }: LedgerLine): Forms {
  if (person !== undefined) yield { who: person, act: "absence.hear", body: turnNamed(stream.id) };
}
