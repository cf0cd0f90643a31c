import { useTranslation } from "react-i18next";
import type { PersonHere } from "#server/account/account-answer.ts";
import { PinPad } from "../../ui/PinPad.tsx";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useUnlock } from "./unlock.ts";

/** The pad at which one person lifts their own lock. */
export function UnlockPad({ person, onOpen }: { person: PersonHere; onOpen?: () => void }) {
  const { t } = useTranslation();
  const { unlock, busy, problem } = useUnlock();
  const whole = async (pin: string) => {
    if (await unlock(person.person, pin)) onOpen?.();
  };
  return (
    <div className="stack">
      {problem && <RefusalNote problem={problem} />}
      <PinPad label={t("account:pin.of", { name: person.name })} busy={busy} onWhole={whole} />
    </div>
  );
}
