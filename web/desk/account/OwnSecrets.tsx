import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountForm } from "./AccountForm.tsx";

const secrets = ["password", "pin"] as const;
type Secret = (typeof secrets)[number];

const acts = { password: "choosePassword", pin: "choosePin" } as const;

/** Whoever acts changes the own password, or the own PIN with the password. */
export function OwnSecrets({ person }: { person: string }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<Secret>();
  const [done, setDone] = useState<Secret>();
  return (
    <div className="stack way-out">
      <h3>{t("account:own.title")}</h3>
      {secrets.map((secret) => (
        <button
          key={secret}
          type="button"
          className="plain-button link"
          aria-expanded={changing === secret}
          onClick={() => {
            setChanging(changing === secret ? undefined : secret);
            setDone(undefined);
          }}
        >
          {t(`account:own.${secret}`)}
        </button>
      ))}
      {done && (
        <p className="hint" role="status">
          {t(`account:own.done.${done}`)}
        </p>
      )}
      {changing && (
        <>
          <p className="small soft">{t(`account:own.note.${changing}`)}</p>
          <AccountForm
            key={changing}
            act={acts[changing]}
            given={{ person }}
            go={t(`account:own.${changing}`)}
            onDone={() => {
              setDone(changing);
              setChanging(undefined);
            }}
          />
        </>
      )}
    </div>
  );
}
