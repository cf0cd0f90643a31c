import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { SiteEntry } from "./site-shapes.ts";

/** How an entry of the set-up reads. */
export function siteSentence(entry: Recorded<SiteEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "site.established":
      return { zh: `${who.zh}设立项目“${entry.body.name}”`, en: `${who.en} established the site “${entry.body.name}”` };
    case "site.post-established":
      return { zh: `${who.zh}设置岗位“${entry.body.name}”`, en: `${who.en} set up the post “${entry.body.name}”` };
    case "site.calendar-set": {
      const { year, from, days } = entry.body;
      const holidays = days.filter(({ type }) => type === "holiday").length;
      const worked = days.length - holidays;
      return {
        zh: `${who.zh}设定 ${year} 年日历，自 ${from} 起节假日 ${holidays} 天、调休上班 ${worked} 天`,
        en: `${who.en} set the calendar of ${year}: from ${from} on ${howMany(holidays, "holiday", "holidays")}, ${howMany(worked, "day", "days")} worked instead`,
      };
    }
    case "site.house-bound":
      return {
        zh: `${who.zh}设定了通则中的职能在本项目的叫法`,
        en: `${who.en} set what the functions of the house rules are called here`,
      };
    case "site.adoption-withdrawn": {
      const { regulation, edition, from } = entry.body;
      return {
        zh: `${who.zh}撤回制度 ${regulation} ${edition} 版，原定自 ${from} 起施行`,
        en: `${who.en} withdrew ${regulation}, edition ${edition}, which was to be in force from ${from}`,
      };
    }
    case "site.edition-adopted": {
      const { regulation, edition, from } = entry.body;
      return {
        zh: `${who.zh}采用制度 ${regulation} ${edition} 版，自 ${from} 起施行`,
        en: `${who.en} adopted ${regulation}, edition ${edition}, in force from ${from}`,
      };
    }
  }
}
