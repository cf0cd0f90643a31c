import { act, waitFor } from "@testing-library/react";
import { aloneNow, heardAlone, sealFor } from "./door/alone.ts";

/** For tests: the browser keeps sealed what a session gives for it; with one that names nothing sealed it keeps nothing. */
export async function keepsHere(session: Parameters<typeof sealFor>[0], pin: string): Promise<void> {
  await act(async () => {
    heardAlone(session);
    await sealFor(session, pin);
  });
  await waitFor(() => {
    if (aloneNow().known.length !== session.sealed.length) throw new Error("the browser keeps something else");
  });
}
