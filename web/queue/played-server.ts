import canonicalize from "canonicalize";
import { statementLine, statementOf } from "#duty/door/written-statement.ts";
import type { Heard } from "./heard.ts";
import type { Item } from "./item.ts";
import type { Opening } from "./written-proof.ts";

/* A house with one enrolled device, in words of its own: who acts there, openings, and what it holds a proof against. */

export const playedDevice = "d-1";
export const playedPeople = ["lin", "wu", "zhao"] as const;
export type PlayedPerson = (typeof playedPeople)[number];
export const lineAct = "log.write-line";

const problem = (status: number, code: string): Heard => ({
  ...{ came: "answer", status, body: { code, status, rules: [] } },
});

export interface ArrivedItem {
  readonly person: string;
  readonly text: string;
  readonly time: number;
}

/** What is sent of an item. */
type SentItem = Pick<Item, "id" | "act" | "site" | "body" | "as" | "seen" | "deviceTime" | "proof">;

export class PlayedServer {
  readonly arrived = new Map<string, ArrivedItem>();
  readonly openings = new Map<string, Opening & { since: number; until: number | undefined }>();
  acting: PlayedPerson | undefined;
  isWithdrawn = false;
  isReached = true;
  /** The next answer is lost, though it was done. */
  losesAnswer = false;
  publicKey: CryptoKey | undefined;
  now = 1_000;

  /** Somebody proves here who they are; whoever acted before does not any more. */
  lets(person: PlayedPerson | undefined): Opening | undefined {
    for (const each of this.openings.values()) each.until ??= this.now;
    this.acting = person;
    if (person === undefined || !this.publicKey || this.isWithdrawn) return undefined;
    const [id, secret] = [crypto.randomUUID(), crypto.randomUUID()];
    const opening = { id, secret, site: "tower", person, acts: [lineAct], since: this.now, until: undefined };
    this.openings.set(id, opening);
    return opening;
  }

  byDesk(item: SentItem): Heard {
    if (!this.isReached) return { came: "nothing" };
    return item.as === this.acting ? this.#done(item) : problem(423, "account.person-locked");
  }

  async byProof(item: SentItem): Promise<Heard> {
    if (!this.isReached) return { came: "nothing" };
    const opening = this.openings.get(item.proof?.opening ?? "");
    if (!opening || !this.publicKey) return problem(403, "proof.unknown");
    if (opening.person !== item.as || !(await this.#fits(item, opening.secret))) return problem(403, "proof.wrong");
    if (this.isWithdrawn) return problem(403, "proof.withdrawn");
    const isWithin = opening.since <= item.deviceTime && item.deviceTime <= (opening.until ?? this.now);
    return isWithin ? this.#done(item) : problem(403, "proof.other-time");
  }

  async #fits({ id, act, site, body, as: person, seen, deviceTime: time, proof }: SentItem, secret: string) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalize(body)));
    const statement = statementOf({
      ...{
        id,
        act,
        site,
        seen: seen ?? null,
        person,
        time,
        device: playedDevice,
        opening: proof?.opening ?? "",
        secret,
      },
      body: Buffer.from(digest).toString("hex"),
    });
    const text = new TextEncoder().encode(`${statementLine}${canonicalize(statement)}`);
    const signature = Buffer.from(proof?.signature ?? "", "base64url");
    const how = { name: "ECDSA", hash: "SHA-256" };
    return await crypto.subtle.verify(how, this.publicKey as CryptoKey, signature, text);
  }

  #done({ id, as: person, body, deviceTime: time }: SentItem): Heard {
    if (!this.arrived.has(id)) this.arrived.set(id, { person, text: (body as { text: string }).text, time });
    const lost = this.losesAnswer;
    this.losesAnswer = false;
    if (lost) return { came: "nothing" };
    const receipt = { stream: { site: "tower", noun: "log", id: "lobby" }, version: 1, hash: "00" };
    return { came: "answer", status: 200, body: { id, receipt, replayed: false } };
  }
}
