import type { PersonHere } from "#server/account/account-answer.ts";
import { OwnPin } from "./AccountForm.tsx";
import { useUnlock } from "./unlock.ts";

/** The pad at which one person lifts their own lock. */
export function UnlockPad({ person, onOpen }: { person: Pick<PersonHere, "person" | "name">; onOpen?: () => void }) {
  const { unlock, busy, problem } = useUnlock();
  const whole = async (pin: string) => {
    if (await unlock(person.person, pin)) onOpen?.();
  };
  return (
    <div className="stack">
      <OwnPin owner={person} busy={busy} problem={problem} onWhole={(pin) => void whole(pin)} />
    </div>
  );
}
