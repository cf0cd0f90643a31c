import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonHere } from "#server/account/account-answer.ts";
import { useWall } from "../../ui/server-clock.ts";
import { AccountForm } from "./AccountForm.tsx";
import { SignInHead } from "./SignIn.tsx";
import type { Sent } from "./use-account-act.ts";
import { WayBack } from "./WayBack.tsx";
import "./account.css";

interface Props {
  readonly person: PersonHere;
  /** How many calls wait: whoever is called is told so here too. */
  readonly calls: ReactNode;
}

/** Before the first act: a password and a PIN that nobody else knows. The password is asked once and kept only until the PIN is set. */
export function FirstSecrets({ person, calls }: Props) {
  const { t } = useTranslation();
  const [known, setKnown] = useState<Sent>({});
  const given = { person: person.person };
  return (
    <main className="door">
      <section className="door-card stack">
        <SignInHead />
        {calls}
        <h1>{t("account:first.title", { name: person.name })}</h1>
        <ol className="steps">
          <li data-now={person.mustChangePassword}>{t("account:first.password")}</li>
          <li data-now={!person.mustChangePassword}>{t("account:first.pin")}</li>
        </ol>
        <Renewed {...person} />
        <p className="soft">
          {person.mustChangePassword ? t("account:first.passwordNote") : t("account:first.pinNote")}
        </p>
        {person.mustChangePassword ? (
          <AccountForm
            key="password"
            act="choosePassword"
            given={given}
            go={t("account:first.change")}
            onDone={(_, { next = "" }) => setKnown({ password: next })}
          />
        ) : (
          <AccountForm
            key="pin"
            act="choosePin"
            given={given}
            filled={known}
            go={t("account:forgotten.set")}
            onDone={() => setKnown({})}
          />
        )}
        <WayBack person={person} />
      </section>
    </main>
  );
}

/** Whose secrets somebody else has given up is told so: it need not have been at their own wish. */
function Renewed({ renewed }: Pick<PersonHere, "renewed">) {
  const { t } = useTranslation();
  const wall = useWall();
  if (!renewed) return null;
  const at = `${wall.date(renewed.at)} ${wall.time(renewed.at)}`;
  return <p className="hint">{t("account:first.renewed", { at, by: renewed.by ?? t("account:first.console") })}</p>;
}
