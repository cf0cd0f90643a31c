import { Button, Input } from "antd";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonHere, SignInOperation } from "#server/account/account-answer.ts";
import { ask, CommandRefused, type KnownProblem } from "../door/ask.ts";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useNewSession } from "./session-query.ts";

/** Account and password; paste and password managers work. Signing in adds a person to the desk, it sends nobody away. `onDone`: who it was. */
export function SignInForm({ onDone }: { onDone: (person: PersonHere | undefined) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<KnownProblem>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const keep = useNewSession();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { name: name.trim(), password };
      const { people } = await keep(ask<SignInOperation>("/api/session/sign-in", { method: "POST", body }));
      onDone(people.find(({ signInName }) => signInName === name.trim().toLowerCase()));
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
      setPassword("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={submit}>
      <label className="field" htmlFor={`${id}-name`}>
        {t("account:signIn.name")}
        <Input
          id={`${id}-name`}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="field" htmlFor={`${id}-password`}>
        {t("account:signIn.password")}
        <Input.Password
          id={`${id}-password`}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {problem && <RefusalNote problem={problem} />}
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>
        {t("account:signIn.go")}
      </Button>
    </form>
  );
}
