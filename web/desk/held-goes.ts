import { act, waitFor } from "@testing-library/react";
import { isUntried } from "../queue/item.ts";
import { outboxNow, tryEach } from "./door/outbox.ts";

/** For tests: what is held in this browser goes out, as it does before somebody at the desk signs or locks. */
export async function heldGoes(): Promise<void> {
  await waitFor(() => {
    if (!outboxNow().some(isUntried)) throw new Error("nothing is held");
  });
  await act(async () => void tryEach());
}
