import { isDeepStrictEqual } from "node:util";
import { type BusinessDate, datePlus, plusMinutes } from "#duty/grammar/time.ts";
import type { OutcomeEvidence } from "#server/overview/overview-answer.ts";
import { setUpAt } from "#server/simulation/live.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { countedByHand, fallsDueOn } from "../counted-by-hand.ts";
import { type OwedByStream, overseenTower } from "../overseen-tower.ts";
import { withCluster } from "./drill-cluster.ts";
import type { Drill } from "./drill-result.ts";

const from = "2026-10-22" as BusinessDate;
const zone = "Asia/Shanghai";

/**
 * Days of the demonstration in the database: what the overview says of each day, and what stands behind each rule of it, held against a plain
 * reading of the entries of every stream.
 */
export const overviewDrill: Drill = ({ short, seed }) =>
  withCluster(async (owner, place) => {
    const days = short ? 3 : 30;
    const until = plusMinutes(setUpAt(from), days * 1440 + 120);
    const database = { connect: () => owner, connectionOptions: (username = "postgres") => ({ ...place, username }) };
    const { manager, owed, close } = await overseenTower(database, { from, until, rosterDays: days + 14, seed });
    try {
      const dates = Array.from({ length: days }, (_, index) => datePlus(from, index));
      const answer = (await manager.get(`/api/overview/days?site=${towerSite}&days=${days}`)).json();
      const counts = { days: 0, "due things": 0, missed: 0, late: 0, "rules of a day": 0 };
      const failures: string[] = [];
      const held = (what: string, told: unknown, counted: unknown) => {
        if (!isDeepStrictEqual(told, counted))
          failures.push(`${what}: told ${JSON.stringify(told)}, counted ${JSON.stringify(counted)}`);
      };
      for (const date of dates) {
        const then = owed.filter((each) => fallsDueOn(date, zone, each));
        const counted = countedByHand(then, until);
        held(date, dayOf(answer.days, date), { date, ...counted });
        counts.days += 1;
        counts["due things"] += counted.due;
        counts.missed += counted.missed;
        counts.late += counted.late;
        for (const rule of new Set(then.flatMap((each) => each.rules))) {
          const query = new URLSearchParams({ site: towerSite, most: "500", day: date, rule });
          const { obligations } = (await manager.get(`/api/overview/outcomes?${query}`)).json();
          held(`${date} ${rule}`, came(obligations), countedByHand(ofRule(then, rule), until));
          counts["rules of a day"] += 1;
        }
      }
      if (!short && counts.missed * counts.late === 0)
        failures.push("nothing was missed, or nothing late: this proves little");
      return { name: "overview", passed: failures.length === 0, counts, failures };
    } finally {
      await close();
    }
  });

function dayOf(days: readonly { readonly date: string }[], date: string) {
  return days.find((each) => each.date === date);
}

function ofRule(owed: readonly OwedByStream[], rule: string): OwedByStream[] {
  return owed.filter(({ rules }) => rules.includes(rule));
}

function came(evidence: readonly OutcomeEvidence[]) {
  const times = (outcome: OutcomeEvidence["outcome"]) => evidence.filter((each) => each.outcome === outcome).length;
  return { due: evidence.length, inTime: times("in-time"), late: times("late"), missed: times("missed") };
}
