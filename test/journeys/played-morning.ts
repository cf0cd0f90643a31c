import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { acts } from "#duty/nouns.ts";
import { readPacks } from "#server/regulation/published.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { castOpeningDay, type JourneyProduct } from "./journey-product.ts";

const regulations = ["zhiban-house", "guard-post-handover"];
const day = { post: "lobby", date: castOpeningDay, shift: "day" };

/** Lets the lobby's morning pass without a screen: 李伟 comes, hands over to 张磊 in time and goes; the page of the morning is closed. */
export async function playMorning(services: JourneyProduct): Promise<void> {
  await handOverMorning(services);
  await does(services, "李伟", "attendance.sign-off", day);
}

/** The same morning as far as both have signed: 李伟 may go, and has not said that he does. */
export async function handOverMorning(services: JourneyProduct): Promise<void> {
  await comes(services, "李伟", "day");
  services.pass(8 * 60 + 5);
  await comes(services, "张磊", "evening");
  const writeUp = { summary: "早班平稳。", done: "巡视四次。", nothingPending: true, reasons: [] };
  await does(services, "李伟", "handover.prepare", { ...day, ...writeUp, relief: personNamed("张磊") });
  await does(services, "张磊", "handover.read-records", day);
  const kit = [
    ["radio", 2],
    ["torch", 1],
    ["keys", 1],
  ] as const;
  const counts = kit.map(([item, found]) => ({ item, found, damaged: 0, missing: 0 }));
  await does(services, "张磊", "handover.count", { ...day, counts });
  await does(services, "张磊", "handover.take-books", { ...day, books: ["visitors"] });
  for (const name of ["李伟", "张磊"])
    await does(services, name, "handover.sign", { ...day, forms: ["work", "property"] });
}

/** Somebody confirms what binds them and comes on duty. */
export async function comes(services: JourneyProduct, name: string, shift: string, post = day.post): Promise<void> {
  const { published } = readPacks(join(import.meta.dirname, "..", "..", "regulations"));
  for (const { id: regulation, hash } of published.filter(({ id }) => regulations.includes(id)))
    await does(services, name, "notice.confirm", { regulation, hash });
  await does(services, name, "attendance.sign-on", { ...day, post, shift });
}

/** Sends one act of somebody, having seen the hand-over, or the month, as it stands; throws where it is refused. */
export async function does(
  { behind }: JourneyProduct,
  name: string,
  act: keyof typeof acts,
  body: object,
): Promise<void> {
  const { services } = behind.serving.product;
  const context = { org: behind.org, sites: [towerOffice, towerSite] };
  const { post, month } = body as { post?: string; month?: string };
  const seen = { noun: "handover", id: shiftId(day), ...(month ? { noun: "roster", id: `${post}/${month}` } : {}) };
  const [shown] = await services.streams(context, [{ site: towerSite, ...seen }]);
  const { refusal } = await services.execute(context, {
    id: randomUUID(),
    site: towerSite,
    act,
    body: acts[act].shape?.parse(body),
    actor: { person: personNamed(name) },
    proof: "pin",
    seen: shown?.head,
  });
  if (refusal) throw new Error(`${name} could not ${act}: ${JSON.stringify(refusal)}`);
}
