import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { doesWhatIsDue } from "./chooser.ts";
import type { Life } from "./habit.ts";
import { engagedBy } from "./own-screen.ts";
import type { ScriptedPart, Switchboard } from "./troupe.ts";

/** Whoever comes on duty, or stands in, does from then on what is due on their screen. */
export function engages(life: Life): Switchboard["changed"] {
  const busy = new Set<PersonId>();
  const works = function* (person: PersonId, since: Instant): ScriptedPart {
    yield* doesWhatIsDue(life, person, since);
    busy.delete(person);
  };
  return (stream, at) => {
    const person = engagedBy(stream);
    if (person === undefined || busy.has(person) || life.gone.has(stream.key.id)) return;
    busy.add(person);
    life.troupe.begin(works(person, at));
  };
}
