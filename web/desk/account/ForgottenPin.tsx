import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountForm } from "./AccountForm.tsx";
import { SignInHead } from "./SignIn.tsx";

/** For somebody who is not signed in anywhere: the password is enough to set a new PIN. `calls`: how many wait for those who are signed in here. */
export function ForgottenPin({ calls }: { calls: ReactNode }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  return (
    <main className="door">
      <section className="door-card stack">
        <SignInHead />
        {calls}
        <h1>{t("account:forgotten.title")}</h1>
        <p className="soft">{t("account:forgotten.note")}</p>
        {done ? (
          <p className="hint" role="status">
            {t("account:forgotten.done")}
          </p>
        ) : (
          <AccountForm
            act="choosePinAtSignIn"
            given={{}}
            go={t("account:forgotten.set")}
            onDone={() => setDone(true)}
          />
        )}
        <Link to="/">{t("account:forgotten.back")}</Link>
      </section>
    </main>
  );
}
