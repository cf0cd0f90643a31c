import { type Item, isUnsent } from "./item.ts";
import { resultOf, type SendOptions, type SendResult } from "./sending.ts";

/** A form of this page that waits to hear what became of what it sent. */
interface WaitingForm {
  readonly untilAnswered: boolean;
  tell(sent: SendResult): void;
}

/** The forms of one page that wait to hear what became of what they sent. */
export class WaitingForms {
  readonly #forms = new Map<string, WaitingForm>();
  /** Refused, and in their form again: nowhere else. */
  readonly #refused = new Set<string>();

  /** Resolves once its form has been told, or is gone; `left` is then called. Of a signature nothing is kept, and nobody is told that it were. */
  untilTold(
    item: Item,
    { pin, untilAnswered = false, gone }: Pick<SendOptions, "pin" | "untilAnswered" | "gone">,
    left: () => void,
  ): Promise<SendResult> {
    const leave = () => {
      if (!this.#forms.has(item.id)) return;
      this.#refused.delete(item.id);
      this.tell(item);
      left();
    };
    if (pin === undefined) gone?.addEventListener("abort", leave);
    return new Promise((told) => {
      const tell = (result: SendResult) => {
        gone?.removeEventListener("abort", leave);
        told(result);
      };
      this.#forms.set(item.id, { tell, untilAnswered });
    });
  }

  isWaiting(id: string): boolean {
    return this.#forms.has(id);
  }

  /** Whether it was refused and stands in its form again. */
  hasBack(id: string): boolean {
    return this.#refused.has(id);
  }

  /** It is refused: where its form is there, its words stand in it before that is told. */
  noteRefused(id: string): void {
    if (this.#forms.has(id)) this.#refused.add(id);
  }

  /** Tells each form what its item came to, and answers what was refused: its words are in the form again, with the reason beside them. */
  tellEach(items: readonly Item[]): readonly Item[] {
    return items.filter((item) => {
      const form = this.#forms.get(item.id);
      // What was tried and not decided is kept, which is all that its form needs to know.
      if (!form || (isUnsent(item) && (item.tries === 0 || form.untilAnswered))) return false;
      if (item.state === "refused") this.noteRefused(item.id);
      this.tell(item);
      return item.state === "refused";
    });
  }

  tell(item: Item): void {
    const form = this.#forms.get(item.id);
    this.#forms.delete(item.id);
    form?.tell(resultOf(item));
  }
}
