import { useTranslation } from "react-i18next";
import type { PersonHere } from "#server/account/account-answer.ts";
import { AccountForm } from "./AccountForm.tsx";

/** Account and password; paste and password managers work. Signing in adds a person to the desk, it sends nobody away. `onDone`: who it was. */
export function SignInForm({ onDone }: { onDone: (person: PersonHere | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <AccountForm
      act="signIn"
      given={{}}
      go={t("account:signIn.go")}
      onDone={(session, sent) => {
        const name = sent.name?.toLowerCase();
        onDone(session.people.find(({ signInName }) => signInName === name));
      }}
    />
  );
}
