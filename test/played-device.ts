import { hash, randomUUID, webcrypto } from "node:crypto";
import canonicalize from "canonicalize";
import { statementLine, statementOf } from "#duty/door/written-statement.ts";
import type { PublicKey, Session } from "#server/account/account-answer.ts";
import type { Browser } from "./browser.ts";

/** The opening of a session, as the page of whoever acts keeps it. */
export type HeldOpening = NonNullable<Session["opening"]>;

/** What was written at a device, as it waits there. */
export interface WrittenItem {
  readonly id: string;
  readonly act: string;
  readonly site: string;
  readonly as: string;
  readonly body: unknown;
  readonly seen?: { readonly version: number; readonly hash: string };
  readonly deviceTime: number;
  readonly proof: {
    readonly version: number;
    readonly device: string;
    readonly opening: string;
    readonly signature: string;
  };
}

/** Everything of an item but what its proof adds. */
export type Wording = Pick<WrittenItem, "act" | "site" | "body" | "deviceTime"> &
  Partial<Pick<WrittenItem, "id" | "seen">>;

/** A browser's key, as it signs what the server asks and what its people write. */
export class PlayedKey {
  readonly publicKey: PublicKey;
  readonly #private: webcrypto.CryptoKey;

  constructor(publicKey: PublicKey, key: webcrypto.CryptoKey) {
    this.publicKey = publicKey;
    this.#private = key;
  }

  static async make(): Promise<PlayedKey> {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    const pair = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const { x = "", y = "" } = await webcrypto.subtle.exportKey("jwk", pair.publicKey);
    return new PlayedKey({ kty: "EC", crv: "P-256", x, y }, pair.privateKey);
  }

  async sign(text: string): Promise<string> {
    const bytes = new TextEncoder().encode(text);
    const signed = await webcrypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#private, bytes);
    return Buffer.from(signed).toString("base64url");
  }

  /** Enrols a browser of a site with this key; answers the id of the device. */
  async enrol(browser: Browser, site: string, name = "前台机"): Promise<string> {
    const asked = { site, name, publicKey: this.publicKey, ...(await this.#challenged(browser)) };
    const answer = await browser.post("/api/devices", asked);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json().device;
  }

  /** A desk that begins anew in this browser is the device again. */
  async prove(browser: Browser, device: string) {
    return browser.post("/api/devices/prove", { device, ...(await this.#challenged(browser)) });
  }

  /** What somebody writes in an opening. */
  async write(
    { id: device, opening }: { readonly id: string; readonly opening: HeldOpening },
    wording: Wording,
  ): Promise<WrittenItem> {
    const { act, site, body, deviceTime: time, seen, id = randomUUID() } = wording;
    const { person, secret, id: named } = opening;
    const statement = statementOf({
      ...{ id, act, site, seen: seen ?? null, person, time, device, opening: named, secret },
      body: hash("sha256", canonicalize(body) ?? "", "hex"),
    });
    const signature = await this.sign(`${statementLine}${canonicalize(statement)}`);
    const proof = { version: 1, device, opening: named, signature };
    return { id, act, site, as: person, body, ...(seen ? { seen } : {}), deviceTime: time, proof };
  }

  async #challenged(browser: Browser) {
    const { challenge } = (await browser.post("/api/devices/challenge")).json();
    return { challenge, signature: await this.sign(`zhiban-device:${challenge}`) };
  }
}

/** The opening of whoever acts at a browser now. */
export async function openingOf(browser: Browser): Promise<HeldOpening> {
  const { opening } = (await browser.get("/api/session")).json() as Session;
  if (!opening) throw new Error("nobody has an opening here");
  return opening;
}
