import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { FreshDatabase } from "#test/database.ts";
import { day } from "#test/screens/day.ts";
import { long } from "#test/screens/long-names.ts";
import { counter } from "#test/screens/rested-counter.ts";
import { type BuildingStage, stageOn } from "#test/screens/screen-stage.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import { type FieldValues, noteFields } from "./field-values.ts";

interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: Described }>>;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
}

interface View extends Described {
  readonly path: string;
}

/** Who looks: a guard, who leads the squad, and who administers. */
const lookers = ["李伟", "孙涛", "何雅静"];

const lobby = { post: "lobby", date: towerOpeningDay, shift: "day" };
const shifts = [lobby, { ...lobby, post: long.post }, { ...lobby, post: counter.post, date: counter.first }];

/** What stands in an address, by its name: of each shift its hand-over and its page, and a regulation. */
const asked: readonly Readonly<Record<string, string>>[] = shifts.flatMap((shift) =>
  ["handover", "log"].map((noun) => ({
    ...{ ...shift, site: "tower", noun, id: shiftId(shift) },
    ...{ day: shift.date, month: shift.date.slice(0, 7) },
  })),
);
const regulation = { site: "tower", post: "lobby", id: "guard-post-handover" };

/** The feed is heard and does not end; what describes the interface is held by tests of its own. */
const unread = ["/api/feed", "/api/openapi.json"];

/** Every field of every answer with what it came to in one day of the tower, and which views were never answered. */
export async function answersOfADay(database: FreshDatabase) {
  const stage = await stageOn(database);
  const fields: FieldValues = new Map();
  const answered = new Set<string>();
  try {
    const { paths } = (await stage.look("李伟", "/api/openapi.json")) as Document;
    const views = Object.entries(paths).flatMap(([path, { get }]) =>
      get && !unread.includes(path) ? [{ path, ...get }] : [],
    );
    for (const [hour, act] of day.entries()) {
      await act(stage);
      if (hour === evening) await answer(stage);
      for (const who of lookers) {
        const browser = await stage.at(who);
        for (const view of views)
          for (const url of addressesOf(view)) {
            const got = await browser.get(url);
            if (got.statusCode !== 200 || !String(got.headers["content-type"]).startsWith("application/json")) continue;
            answered.add(view.operationId);
            noteFields(fields, view.operationId, got.json());
          }
      }
    }
    return { fields, unanswered: views.map((each) => each.operationId).filter((each) => !answered.has(each)) };
  } finally {
    await stage.close();
  }
}

/** The clock has looked at what was missed, and called. */
const evening = day.findIndex(({ name }) => name === "called");

/** What the pictures of the day do without: a call is answered, a page countersigned, a matter settled. */
async function answer({ look, does }: BuildingStage): Promise<void> {
  const { calls } = (await look("孙涛", "/api/calls?site=tower")) as { calls: readonly Called[] };
  const { key, stream } = calls.find((each) => each.key === "settle") ?? unknown;
  await does("孙涛", "ledger.acknowledge", { key, stream: { noun: stream.noun, id: stream.id } });
  await does("孙涛", "log.countersign", { ...lobby, note: "已阅。" });
  const view = (await look("张磊", "/api/matter?site=tower&post=lobby")) as { matters: readonly Listed[] };
  const { id = "" } = view.matters.find(({ maySettle }) => maySettle) ?? {};
  await does("张磊", "matter.settle", { post: "lobby", matter: id.split("/")[1], outcome: "灯管已更换。" });
}

interface Called {
  readonly key: string;
  readonly stream: { readonly noun: string; readonly id: string };
}

const unknown: Called = { key: "", stream: { noun: "", id: "" } };

interface Listed {
  readonly id: string;
  readonly maySettle: boolean;
}

function addressesOf({ path, parameters = [] }: View): readonly string[] {
  const names = parameters
    .filter(({ name, required }) => (required || name === "post") && !path.includes(`{${name}}`))
    .map(({ name }) => name);
  const known = path.startsWith("/api/regulations/") ? [regulation] : asked;
  const addresses = known.map((each: Readonly<Record<string, string>>) => {
    const inPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => each[name] ?? "");
    return `${inPath}?${new URLSearchParams(names.map((name): [string, string] => [name, each[name] ?? ""]))}`;
  });
  return [...new Set(addresses)];
}
