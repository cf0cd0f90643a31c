import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import type { LifeChance } from "#server/simulation/chance.ts";
import { type DrillBuilding, type DrillGuard, drillPassword, drillPin, drillSite } from "./drill-building.ts";
import type { GivenReceipt, History, Operation } from "./history.ts";

const GIVES_UP_MS = 15_000;
const RESTS_MS = 60;

/** One guard at one desk who works without pause, and sends again whatever they do not know the fate of. */
export class Caller {
  /** What went wrong that may never go wrong: an answer that contradicts an earlier one, or the product's own fault. */
  readonly errors: string[] = [];
  /** Commands delivered again after they had been acknowledged, and answered alike. */
  again = 0;
  readonly #guard: DrillGuard;
  readonly #building: DrillBuilding;
  readonly #http: Pool;
  readonly #url: string;
  readonly #chance: LifeChance;
  readonly #history: History;
  readonly #done: Operation[] = [];
  #cookie = "";
  #stopping = false;
  #abandoned = false;

  constructor(about: {
    guard: DrillGuard;
    building: DrillBuilding;
    url: string;
    chance: LifeChance;
    history: History;
  }) {
    this.#guard = about.guard;
    this.#building = about.building;
    this.#url = about.url;
    this.#chance = about.chance;
    this.#history = about.history;
    this.#http = new Pool(about.url, { connections: 1, headersTimeout: GIVES_UP_MS, bodyTimeout: GIVES_UP_MS });
  }

  /** Works until told to stop, and then until everything sent has been answered. */
  async work(): Promise<void> {
    await this.#signIn();
    await this.#perform(this.#operation("attendance.sign-on", "attendance.signed-on", this.#turn()));
    while (!this.#stopping) {
      if (this.#done.length > 0 && this.#chance.between(1, 20) === 1)
        await this.#sendAgain(this.#chance.pick(this.#done));
      else await this.#perform(this.#next());
    }
    await this.#http.close();
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Nobody will answer any more: what is open stays open. */
  abandon(): void {
    this.#stopping = true;
    this.#abandoned = true;
  }

  async #signIn(): Promise<void> {
    while (!this.#abandoned) {
      const answer = await this.#post("/api/session/sign-in", {
        name: this.#guard.signInName,
        password: drillPassword,
      });
      if (answer?.status === 200) return;
      if (answer && answer.status < 500) throw new Error(`${this.#guard.signInName} cannot sign in: ${answer.text}`);
      await pause(RESTS_MS);
    }
  }

  /** Delivers a command until its fate is known. */
  async #perform(operation: Operation): Promise<void> {
    this.#history.invoked(operation);
    while (operation.outcome === "open" && !this.#abandoned) {
      const answer = await this.#deliver(operation);
      if (answer?.status === 200) this.#acknowledged(operation, receiptIn(answer.text));
      else if (answer === undefined || answer.status >= 500) {
        if (answer && answer.status !== 503) this.errors.push(`${operation.act}: ${answer.status} ${answer.text}`);
        this.#history.heard(operation, "unknown", { status: answer?.status });
        await pause(RESTS_MS);
      } else if (answer.status === 429) await pause(1000);
      else this.#refused(operation, answer);
    }
  }

  #acknowledged(operation: Operation, receipt: GivenReceipt): void {
    operation.receipt = receipt;
    this.#history.heard(operation, "ok", { receipt });
    this.#done.push(operation);
  }

  #refused(operation: Operation, { status, text }: Answer): void {
    this.#history.heard(operation, "refused", { status, text });
    if (operation.leaves !== "") this.errors.push(`${operation.act} was refused with ${status}: ${text}`);
  }

  /** What has been acknowledged is answered the same, for ever. */
  async #sendAgain(operation: Operation): Promise<void> {
    const answer = await this.#deliver(operation);
    if (answer?.status !== 200) {
      await pause(RESTS_MS);
      return;
    }
    const { hash, version, stream } = receiptIn(answer.text);
    const first = operation.receipt;
    const isSame = first?.hash === hash && first.version === version && first.stream.id === stream.id;
    if (isSame && JSON.parse(answer.text).replayed === true) this.again += 1;
    else this.errors.push(`${operation.id} was answered ${JSON.stringify(first)} and then ${answer.text}`);
  }

  #deliver({ id, act, body, pin: given }: Operation): Promise<Answer | undefined> {
    return this.#post(`/api/commands/${act}`, { id, site: drillSite, body, ...(given ? { pin: given } : {}) });
  }

  /** Undefined: no answer came, or not a whole one. */
  async #post(path: string, payload: unknown): Promise<Answer | undefined> {
    const headers = { "content-type": "application/json", origin: this.#url, cookie: this.#cookie };
    try {
      const response = await this.#http.request({ method: "POST", path, headers, body: JSON.stringify(payload) });
      const text = await response.body.text();
      const cookie = response.headers["set-cookie"];
      if (cookie) this.#cookie = String(cookie).split(";", 1)[0] ?? "";
      return { status: response.statusCode, text };
    } catch {
      return undefined;
    }
  }

  #next(): Operation {
    const { post } = this.#guard;
    const text = `第${this.#history.operations.length}行：例行检查，秩序正常，${this.#chance.between(0, 999_999)}。`;
    const drawn = this.#chance.between(0, 99);
    const line = this.#earlier("log.line-written");
    const matter = this.#earlier("matter.opened");
    if (drawn < 8 && line)
      return this.#operation("log.correct-line", "log.line-corrected", { ...this.#turn(), line: line.id, text });
    if (drawn < 14) {
      const dueAt = plusMinutes(instant(Date.now()), 12 * 60);
      return this.#operation("matter.open", "matter.opened", { post, class: "ordinary", text, dueAt });
    }
    if (drawn < 20 && matter)
      return this.#operation("matter.progress", "matter.progressed", { post, matter: matter.id, note: text });
    // A page that is not closed cannot be countersigned: signed with the PIN, and refused every time.
    if (drawn < 22) return this.#operation("log.countersign", "", this.#turn(), drillPin);
    return this.#operation("log.write-line", "log.line-written", { ...this.#turn(), text, category: "routine" });
  }

  #earlier(leaves: string): Operation | undefined {
    const all = this.#done.filter((each) => each.leaves === leaves);
    return all.length === 0 ? undefined : this.#chance.pick(all);
  }

  #turn() {
    return { post: this.#guard.post, ...this.#building.turn };
  }

  #operation(act: string, leaves: string, body: unknown, given?: string): Operation {
    const fixed = { id: randomUUID(), act, body, leaves, invokedAt: performance.now() };
    return { ...fixed, ...(given ? { pin: given } : {}), outcome: "open", unknowns: 0 };
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function receiptIn(text: string): GivenReceipt {
  return (JSON.parse(text) as { receipt: GivenReceipt }).receipt;
}
