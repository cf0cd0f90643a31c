import { Pool } from "undici";
import { instant } from "#duty/grammar/time.ts";
import { buildApp } from "#server/http/app.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { findMasterKey } from "#server/keys/master-key.ts";
import type { SocketConnection } from "#server/postgres/embedded-postgres.ts";
import { openPool } from "#server/postgres/pool.ts";
import { assemble } from "#server/start/assemble.ts";
import type { Answer } from "./delivery-tally.ts";
import { type DrillBuilding, drillPassword } from "./drill-building.ts";

/** So many deliveries at once reach a node. */
export const atOnce = 50;

/** A node of the product in this process, on the database of a drill. */
export interface DrillNode {
  send(act: string, order: object): Promise<Answer>;
  close(): Promise<void>;
}

/** A node of its own, with its own remembered reads and connections, at which the guard has a desk. */
export async function openNode(
  place: SocketConnection,
  { dataDir, building }: { dataDir: string; building: DrillBuilding },
): Promise<DrillNode> {
  const app = openPool(place, "zb_app", { max: 12 });
  const accounts = openPool(place, "zb_signin", { max: 8 });
  const keyring = new Keyring(app, findMasterKey({ dataDir, mayCreate: false }));
  const { services } = assemble({ app, accounts, keyring, now: () => instant(Date.now()) });
  const http = await buildApp({ services, readiness: { missing: async () => [] }, routes: [], perMinute: false });
  const url = await http.listen({ port: 0, host: "127.0.0.1" });
  const pool = new Pool(url, { connections: atOnce });
  const post = async (path: string, payload: object, cookie = "") => {
    const headers = { "content-type": "application/json", origin: url, cookie };
    return await pool.request({ method: "POST", path, headers, body: JSON.stringify(payload) });
  };
  const signedIn = await post("/api/session/sign-in", {
    name: building.guards[0]?.signInName,
    password: drillPassword,
  });
  if (signedIn.statusCode !== 200) throw new Error(`the guard cannot sign in: ${await signedIn.body.text()}`);
  await signedIn.body.dump();
  const cookie = String(signedIn.headers["set-cookie"]).split(";", 1)[0] ?? "";
  return {
    send: async (act, order) => {
      const { statusCode, body } = await post(`/api/commands/${act}`, order, cookie);
      return { status: statusCode, text: await body.text() };
    },
    close: async () => {
      await pool.close();
      await http.close();
      await Promise.all([app, accounts].map((each) => each.end({ timeout: 5 })));
    },
  };
}
