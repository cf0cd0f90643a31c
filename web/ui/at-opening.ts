import { useState } from "react";

/** What stood here when this was opened: what comes in afterwards does not change what somebody has before them and is about to sign. */
export function useAtOpening<T>(stands: T): T {
  const [opened] = useState(() => stands);
  return opened;
}
