import { citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Preparation } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";

/*
 * A thing is there or it is not, whatever was listed when the shift began: the form lists the kit and the books that the post has by its set-up
 * now, and what was changed of them since it was written hinders both sides, though it was changed back: somebody has counted and taken what was
 * there before (ZB-19, ZB-31).
 */

type Lists = Pick<Preparation, "kit" | "books" | "since">;

/** Whether kit or books of the post were changed since the form was written. */
export function areListsChanged(form: Lists, now: Lists): boolean {
  return itemsChanged(form, now).length > 0 || booksChanged(form, now).length > 0;
}

/** Whether the post has other kit or books now than the form lists. */
export function areOtherLists({ kit, books }: Lists, now: Lists): boolean {
  return areListsChanged({ kit, books }, { kit: now.kit, books: now.books });
}

/** What the post has by its set-up and the form does not say so, and the other way round. */
export function listsChanged(form: Lists, now: Lists, { count, propertyForm, books }: HandoverRule): Refusal[] {
  const ofKit = [...new Set([...citesOf(count), ...citesOf(propertyForm), "ZB-19", "ZB-31"])];
  const ofBooks = [...citesOf(books), "ZB-31"];
  return [
    ...itemsChanged(form, now).map(
      (item) => refuse("handover.kit-changed-since", ofKit, { field: "counts", detail: { item } }).refusal,
    ),
    ...booksChanged(form, now).map(
      (book) => refuse("handover.books-changed-since", ofBooks, { field: "books", detail: { book } }).refusal,
    ),
  ];
}

/** Items that only one of the two lists has, or that they do not have in the same number or since the same change. */
function itemsChanged(one: Lists, other: Lists): readonly string[] {
  const expectedIn = ({ kit }: Lists, item: string) => kit.find((each) => each.item === item)?.expected;
  const items = new Set([...one.kit, ...other.kit].map(({ item }) => item));
  return [...items].filter(
    (item) =>
      expectedIn(one, item) !== expectedIn(other, item) ||
      isOfAnother(heldUnder(one.since?.kit ?? {}, item), heldUnder(other.since?.kit ?? {}, item)),
  );
}

function booksChanged(one: Lists, other: Lists): readonly string[] {
  const books = new Set([...one.books, ...other.books]);
  return [...books].filter(
    (book) =>
      one.books.includes(book) !== other.books.includes(book) ||
      isOfAnother(heldUnder(one.since?.books ?? {}, book), heldUnder(other.since?.books ?? {}, book)),
  );
}

/** Whether two tellings of one thing are of two changes of the set-up; where one of them does not say, they are of the same. */
export function isOfAnother(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
