import type { Texts } from "#duty/door/answer-shape.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { calledColleague } from "#duty/grammar/rung-call.ts";
import type { Sentence, Vocabulary } from "#duty/grammar/sentence.ts";
import { wallClock } from "#duty/grammar/time.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import { owedNames } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { currentPost, type Site, standingAdoptions } from "#duty/site/site.ts";

export interface Known {
  readonly site: Site;
  readonly post: string;
  readonly names: ReadonlyMap<PersonId, string>;
  readonly texts: Texts;
  /** The rule on the stream, where it is a page: the kinds of its lines. */
  readonly rule: unknown;
  readonly obligations: readonly Obligation[];
}

/** Calls things as the site and its regulations call them; what has no name is called by its key, and what was erased shows that it was. */
export function tellingOf(known: Known): Vocabulary {
  const { site, names, texts } = known;
  return {
    person: (id) => alike((id === undefined ? undefined : names.get(id)) ?? "＊＊＊"),
    text: ({ sealed }) => texts[sealed] ?? "＊＊＊",
    time: (at) => wallClock(at, site.zone).time,
    called: (kind, key) => nameOf(known, kind, key) ?? alike(key),
  };
}

const whoOwes: Sentence = { zh: "同岗人员", en: "the person on the same post" };

function alike(name: string): Sentence {
  return { zh: name, en: name };
}

function nameOf({ site, post, rule, obligations }: Known, kind: string, key: string): Sentence | undefined {
  const its = currentPost(site, kind === "post" ? key : post);
  switch (kind) {
    case "post":
      return its && alike(its.name);
    case "shift":
      return named(its?.shifts, key);
    case "item":
      return named(its?.kit, key);
    case "book":
      return named(its?.books, key);
    case "category":
      return (rule as LogRule | undefined)?.categories?.list.find((each) => each.key === key);
    case "function":
      return key === calledColleague ? whoOwes : functionNamed(site, post, key);
    default:
      return owedNames[obligations.find((each) => each.key === key)?.what ?? ""];
  }
}

function named(things: readonly { key: string; name: string }[] | undefined, key: string): Sentence | undefined {
  const found = things?.find((each) => each.key === key);
  return found && alike(found.name);
}

/** A function of the site is called as the regulation calls the one that it fills. */
function functionNamed(site: Site, post: string, key: string): Sentence | undefined {
  for (const { regulation, functions } of currentPost(site, post)?.binds ?? []) {
    const [own] = Object.entries(functions).find(([, filled]) => filled === key) ?? [];
    const adoption = standingAdoptions(site).findLast((each) => each.regulation === regulation);
    if (own === undefined || !adoption) continue;
    return heldUnder((JSON.parse(adoption.text) as AdoptedText).regulation.functions, own);
  }
  return undefined;
}
