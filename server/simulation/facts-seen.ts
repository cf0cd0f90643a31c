import { askFacts } from "#duty/door/run-command.ts";
import type { Asked, AskedFacts, LoadedStream } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { type StreamKey, unborn } from "#duty/grammar/entry.ts";
import type { LedgerLine, LedgerPage } from "#duty/grammar/question.ts";
import type { Sight } from "./meeting.ts";

/** What a screen asks before a form is filled: state, rule and facts, as an act would be given them. */
export function factsSeen(sight: Sight, asked: Asked): AskedFacts {
  const record = () => {
    throw new Error("nothing is recorded while facts are asked for");
  };
  const road = askFacts({ table: dutyTable, calendar, record, now: sight.now }, asked);
  let step = road.next();
  while (!step.done) {
    const { streams, ledger } = step.value;
    step = road.next({
      streams: streams.map((key) => streamSeen(sight, key)),
      ledger: ledger.map((page) => recorded(sight, page)),
    });
  }
  return step.value;
}

/** What the regulations say of a stream. */
export function ruleSeen<R>(sight: Sight, key: StreamKey): R {
  const setup = streamSeen(sight, dutyTable.setupOf(key.site));
  const under = dutyTable.kinds[key.noun]?.under(sight.state(key)) ?? setup.version;
  return dutyTable.ruleFor(key.noun, setup.state as Parameters<typeof dutyTable.ruleFor>[1], key.id, under) as R;
}

function streamSeen({ streams }: Sight, key: StreamKey): LoadedStream {
  return (
    streams.get(keyName(key)) ?? {
      state: dutyTable.kinds[key.noun]?.begin(key.id),
      escalations: {},
      head: unborn,
      version: 0,
    }
  );
}

/** What entries alone make outstanding: facts rest on nothing that is only expected. */
function recorded(sight: Sight, page: LedgerPage): readonly LedgerLine[] {
  return sight.outstanding(page).filter(({ stream }) => sight.streams.has(keyName(stream)));
}
