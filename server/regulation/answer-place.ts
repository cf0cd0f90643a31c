/** Who is told of what is looked at. */
export interface Onlooker {
  /** The number of the site that stands instead of the one that is looked at; undefined while there is none. */
  readonly turn: number | undefined;
  note(place: number, about: { readonly isNew: boolean }): void;
}

let places = 0;

/**
 * A place in an answer, and the places within it at which somebody has looked. An object is not handed on itself but in a form that reads the
 * same: while cases are led it notes every look into it; while another text stands instead it shows what that one says here.
 */
export class AnswerPlace {
  readonly #onlooker: Onlooker;
  readonly #number: number;
  readonly #value: unknown;
  readonly #instead: () => unknown;
  readonly #within = new Map<string, AnswerPlace>();
  #isNoted = false;
  #isNamed = false;
  #seen: { readonly turn: number; readonly value: unknown } | undefined;
  /** What is handed on. */
  readonly shown: unknown;

  /** `instead`: what the text that stands instead of the edition says here. */
  constructor(onlooker: Onlooker, value: unknown, instead: () => unknown) {
    places += 2;
    this.#onlooker = onlooker;
    this.#number = places;
    this.#value = value;
    this.#instead = instead;
    this.shown = isObject(value) ? this.#show(value) : value;
  }

  /** Which names there are within it is a reading of its own. */
  get #names(): number {
    return this.#number + 1;
  }

  /** Every place at which something else stands in another answer, with all that is within it. */
  differing(other: unknown): readonly number[] {
    const places: number[] = [];
    this.#compare(other, places);
    return places;
  }

  #compare(other: unknown, places: number[]): void {
    const value = this.#value;
    if (!isAlike(value, other)) {
      if (!Object.is(value, other)) this.#all(places);
      return;
    }
    if (this.#isNamed && Object.keys(value as object).join() !== Object.keys(other as object).join())
      places.push(this.#names);
    for (const [name, place] of this.#within) place.#compare((other as Record<string, unknown>)[name], places);
  }

  #all(places: number[]): void {
    if (this.#isNoted) places.push(this.#number);
    if (this.#isNamed) places.push(this.#names);
    for (const each of this.#within.values()) each.#all(places);
  }

  /** What stands here at the moment. */
  #now(): unknown {
    const { turn } = this.#onlooker;
    if (turn === undefined) return this.#value;
    if (this.#seen?.turn !== turn) this.#seen = { turn, value: this.#instead() };
    return this.#seen.value;
  }

  #show(object: object): object {
    const now = () => {
      const value = this.#now();
      return isAlike(object, value) ? (value as object) : object;
    };
    return new Proxy(object, {
      get: (_, name) => {
        const value: unknown = Reflect.get(now(), name);
        // What every list and object can do is no reading of a text.
        return typeof name === "symbol" || typeof value === "function" ? value : this.#look(name, value);
      },
      has: (_, name) => {
        if (typeof name === "string") this.#look(name, Reflect.get(now(), name));
        return Reflect.has(now(), name);
      },
      getOwnPropertyDescriptor: (_, name) => {
        const found = Reflect.getOwnPropertyDescriptor(now(), name);
        if (typeof name === "symbol") return found;
        const value = this.#look(name, found?.value);
        return found && { ...found, value };
      },
      ownKeys: () => {
        if (this.#onlooker.turn === undefined) {
          this.#onlooker.note(this.#names, { isNew: !this.#isNamed });
          this.#isNamed = true;
        }
        return Reflect.ownKeys(now());
      },
    });
  }

  /** Looks at what stands under a name within it. */
  #look(name: string, value: unknown): unknown {
    let place = this.#within.get(name);
    if (!place) {
      const own = Reflect.get(this.#value as object, name) as unknown;
      place = new AnswerPlace(this.#onlooker, own, () => Reflect.get((this.#now() as object | undefined) ?? {}, name));
      this.#within.set(name, place);
    }
    if (this.#onlooker.turn !== undefined) return isAlike(place.#value, value) ? place.shown : value;
    this.#onlooker.note(place.#number, { isNew: !place.#isNoted });
    place.#isNoted = true;
    return place.shown;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Two lists, or two objects that are none: whoever holds the one may be shown the other. */
function isAlike(one: unknown, other: unknown): boolean {
  return isObject(one) && isObject(other) && Array.isArray(one) === Array.isArray(other);
}
