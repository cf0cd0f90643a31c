import type { Bench } from "#bench/measured.ts";
import { jsonFlag, type Verb, verb, WrongArgument } from "./verb.ts";

/** One file per measurement, loaded only when it is asked for. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  append: async () => (await import("#bench/line-path.ts")).appendBench,
  overview: async () => (await import("#bench/overview-bench.ts")).overviewBench,
  rebuild: async () => (await import("#bench/rebuild-speed.ts")).rebuildSpeed,
  tower: async () => (await import("#bench/tower-bench.ts")).towerBench,
};

/** Measures, each figure beside its reference of the same run. Status 1 where a figure could not be measured. */
export function benchVerbOf(known: typeof benches): Verb {
  const names = Object.keys(known);
  return verb({
    does: { zh: "性能数据，附同一次运行中测得的参照", en: "figures, each with its reference measured in the same run" },
    operands: { name: { says: "NAME", is: { zh: names.join("、"), en: names.join(", ") } } },
    flags: {
      past: {
        takes: "N",
        is: {
          zh: "只用于 overview：之前有多少件应办事项",
          en: "for overview alone: how many things owed lie behind it",
        },
      },
      json: jsonFlag,
    },
    run: async ({ name, past, json }) => {
      const scale = past === undefined ? {} : { past: Number(past) };
      if (!Number.isInteger(scale.past ?? 0) || (scale.past ?? 1) < 1)
        throw new WrongArgument({ zh: "--past 要写一个正整数", en: "--past takes a whole number from 1 on" });
      const load = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!load)
        throw new WrongArgument({
          zh: `没有 ${name}；有 ${[...names, "roster"].join("、")}`,
          en: `there is no ${name}; there are ${[...names, "roster"].join(", ")}`,
        });
      const measure = await load();
      const result = await measure((line) => console.error(line), scale);
      if (json) console.log(JSON.stringify(result, undefined, 2));
      else
        for (const { name: of, value, unit, reference, ratio } of result.figures) {
          const beside = reference === undefined ? "" : `  beside ${reference}, ratio ${ratio}`;
          console.log(`${of}: ${value} ${unit}${beside}`);
        }
      const { unmeasured = [] } = result;
      for (const missing of unmeasured) console.error(`not measured: ${missing}`);
      return unmeasured.length > 0 ? 1 : 0;
    },
  });
}

export const benchVerb = benchVerbOf(benches);

export const benchRosterVerb = verb({
  does: {
    zh: "对目录内每道排班题求解，与已知最好结果相比",
    en: "solves every roster problem of a folder, beside the best known",
  },
  operands: { folder: { says: "FOLDER", is: { zh: "题目所在的目录", en: "the folder of the problems" } } },
  flags: {
    only: { takes: "N,…", is: { zh: "只做这些编号", en: "only the problems of these numbers" } },
    seeds: { takes: "S,…", otherwise: "1", is: { zh: "随机种子", en: "the seeds of chance" } },
    seconds: { takes: "N", is: { zh: "每题多少秒；不写则为 60", en: "how long each may take; else 60" } },
    "cpu-seconds": { takes: "N", is: { zh: "改为处理器时间的秒数", en: "seconds of processor time instead" } },
    disguised: { is: { zh: "换名换序后再解", en: "under other names and in another order" } },
    results: {
      takes: "FILE",
      otherwise: "roster-results.jsonl",
      is: { zh: "各次结果的文件；已有的不再做", en: "the file of runs; what is there is not run again" },
    },
    json: jsonFlag,
  },
  run: async ({ "cpu-seconds": cpuSeconds, ...given }) => {
    const { rosterBench } = await import("#bench/roster-bench.ts");
    return await rosterBench({ ...given, cpuSeconds });
  },
});
