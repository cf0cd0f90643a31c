import { directions } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import type { Binding } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import { Composer, type TextQuestion } from "#duty/wiring/composition.ts";
import { AnswerPlace, type Onlooker } from "./answer-place.ts";
import type { OtherSite } from "./other-site.ts";
import type { PublishedText } from "./published.ts";

/** Places of answers at which somebody has looked, by their numbers. */
export type Read = ReadonlySet<number>;

export interface GivenAnswer {
  readonly asked: TextQuestion;
  readonly place: AnswerPlace;
  /** On which noun of the text it rests alone; undefined where it may rest on more of it. */
  readonly noun: string | undefined;
  /** What it was compared with, and what differs, as long as nothing more of it is looked at. */
  readonly compared: Map<string, readonly number[]>;
}

/** What is read on one site, compared with what is read on another. */
export interface SiteComparison {
  /** Every place of an answer in which something else is read there. */
  differing(answer: GivenAnswer): readonly number[];
}

/**
 * Notes what is read of an edition while cases are led: every value that anybody sees of its text, or of what it says together with others. Who
 * lives by another text that says the same in all these places lives the same.
 */
export class Readings {
  readonly #edition: PublishedText;
  readonly #answers = new Map<string, GivenAnswer>();
  /** By the number of a place, in which answer it is. */
  readonly #answerWith = new Map<number, GivenAnswer>();
  /** Bindings as they are on other sites, by how those bind. */
  readonly #bound = new Map<string, Map<Binding, Binding>>();
  /** Answers of texts as they are, to nobody's notice. */
  readonly #plain = new Composer(() => directions);
  #noted = new Set<number>();
  #instead: OtherSite | undefined;
  #last: OtherSite | undefined;
  #turn = 0;
  #isSettingUp = false;

  constructor(edition: PublishedText) {
    this.#edition = edition;
  }

  /** To be handed to a composer: see `Watcher`. */
  watch<T extends object>(asked: TextQuestion, answer: T): T {
    if (!isAbout(asked, this.#edition)) return answer;
    // Whoever sets a stage up names what the act wants named, whatever that is; no entry keeps it.
    if (asked.of === "whole" && this.#isSettingUp) return answer;
    const name = nameOf(asked);
    const known = this.#answers.get(name);
    if (known) return known.place.shown as T;
    const compared = new Map<string, readonly number[]>();
    const onlooker = this.#onlookerOf(() => given);
    const place = new AnswerPlace(onlooker, answer, () => this.#answerInstead(asked));
    const given: GivenAnswer = { asked, place, compared, noun: nounIn(asked) };
    this.#answers.set(name, given);
    return place.shown as T;
  }

  /** Does something, and tells what was read meanwhile. */
  during<T>(work: () => T): { done: T; read: Read } {
    const before = this.#noted;
    const read = new Set<number>();
    this.#noted = read;
    try {
      return { done: work(), read };
    } finally {
      this.#noted = before;
    }
  }

  /** The same where a stage is set up. */
  duringSetUp<T>(work: () => T): { done: T; read: Read } {
    this.#isSettingUp = true;
    try {
      return this.during(work);
    } finally {
      this.#isSettingUp = false;
    }
  }

  /** Notes what was read earlier, and is relied on once more. */
  again(read: Read): void {
    for (const each of read) this.#noted.add(each);
  }

  #onlookerOf(answer: () => GivenAnswer): Onlooker {
    const turn = () => this.#instead && this.#turn;
    return {
      get turn() {
        return turn();
      },
      note: (place, { isNew }) => {
        this.#noted.add(place);
        if (!isNew) return;
        answer().compared.clear();
        this.#answerWith.set(place, answer());
      },
    };
  }

  /** Does something on another site instead: also whoever has kept something of an answer sees now what it is there. */
  instead<T>(other: OtherSite, work: () => T): T {
    if (this.#last !== other) this.#turn += 1;
    this.#last = other;
    this.#instead = other;
    try {
      return work();
    } finally {
      this.#instead = undefined;
    }
  }

  #answerInstead(asked: TextQuestion): object {
    return answerOf(this.#instead ? this.#askedOn(this.#instead, asked) : asked, this.#plain);
  }

  /** The answers in which these places are. */
  answersIn(read: Iterable<number>): ReadonlySet<GivenAnswer> {
    const answers = new Set<GivenAnswer>();
    for (const place of read) {
      const answer = this.#answerWith.get(place);
      if (answer) answers.add(answer);
    }
    return answers;
  }

  /** What is read on another site when the same is asked there. */
  comparedWith(other: OtherSite): SiteComparison {
    const names = new Map<string | undefined, string | undefined>();
    const nameOfSaid = (noun: string | undefined) => {
      if (names.has(noun)) return names.get(noun);
      const said = noun === undefined ? other.text.hash : saidOf(noun, other.text);
      // Of what neither text speaks nothing is bound, however it is bound.
      const isUnsaid = said === undefined && saidOf(noun, this.#edition) === undefined;
      const name = isUnsaid ? undefined : `${other.binds} ${said}`;
      names.set(noun, name);
      return name;
    };
    return {
      differing: ({ asked, place, noun, compared }) => {
        const name = nameOfSaid(noun);
        if (name === undefined) return [];
        return heldIn(compared, name, () => place.differing(answerOf(this.#askedOn(other, asked), this.#plain)));
      },
    };
  }

  /** The same asked on another site. */
  #askedOn({ text: { hash, text }, binds, bind }: OtherSite, asked: TextQuestion): TextQuestion {
    const { id, hash: own } = this.#edition;
    const known = heldIn(this.#bound, binds, () => new Map<Binding, Binding>());
    const bound = (each: Binding): Binding => (each.regulation === id ? heldIn(known, each, () => bind(each)) : each);
    const adopted = <T extends { readonly hash: string }>(each: T): T =>
      each.hash === own ? { ...each, hash, text } : each;
    if ("adoption" in asked) return { ...asked, adoption: adopted(asked.adoption) };
    if ("binding" in asked) return { ...asked, binding: bound(asked.binding) };
    const inForce = asked.inForce.map(({ binding, adoption }) => ({
      binding: bound(binding),
      adoption: adopted(adoption),
    }));
    return { ...asked, inForce };
  }
}

function saidOf(noun: string | undefined, { adopted }: PublishedText): string | undefined {
  return JSON.stringify(adopted.regulation[noun as keyof AdoptedText["regulation"]]);
}

/** Does something while it is noted what of an edition is read. */
export function watchingReads<T>(edition: PublishedText, work: (readings: Readings) => T): T {
  const readings = new Readings(edition);
  composer.watch((asked, answer) => readings.watch(asked, answer));
  try {
    return work(readings);
  } finally {
    composer.watch((_, answer) => answer);
  }
}

/** What a map holds under a key, made where it holds nothing yet. */
function heldIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const held = map.get(key) ?? make();
  map.set(key, held);
  return held;
}

function isAbout(asked: TextQuestion, { id, hash }: PublishedText): boolean {
  if ("binding" in asked) return asked.binding.regulation === id;
  const adoptions = "adoption" in asked ? [asked.adoption] : asked.inForce.map(({ adoption }) => adoption);
  return adoptions.some((each) => each.hash === hash);
}

function nounIn(asked: TextQuestion): string | undefined {
  return asked.of === "composed" ? asked.noun : asked.of === "number" ? asked.name.split(".")[0] : undefined;
}

/** What is asked, in short. */
function nameOf(asked: TextQuestion): string {
  if ("adoption" in asked) return `${asked.of === "whole" ? asked.name : ""}@${asked.adoption.hash}`;
  if ("binding" in asked) return JSON.stringify([asked.of, asked.binding]);
  const inForce = asked.inForce.map(({ binding, adoption }) => [adoption.hash, binding]);
  return JSON.stringify([asked.of, asked.of === "number" ? asked.name : asked.noun, inForce]);
}

function answerOf(asked: TextQuestion, composer: Composer): object {
  switch (asked.of) {
    case "composed":
      return composer.compose(asked.noun, asked.inForce);
    case "number":
      return { own: asked.inForce[0] && composer.ownNumber(asked.inForce[0], asked.name) };
    case "text":
      return composer.textOf(asked.adoption);
    case "holder":
      return { word: composer.holderOf(asked.binding) };
    case "whole":
      return asked.question(composer.textOf(asked.adoption));
  }
}
