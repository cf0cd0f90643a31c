/**
 * One of a few, large enough for a gloved finger. Pressing the chosen one again takes it back where `onChoose` allows undefined. `tabs`: what is chosen decides
 * what stands below; `tiles`: sentences, in columns of equal width.
 */
export function Choices<K extends string>({
  label,
  options,
  chosen,
  onChoose,
  look = "chips",
}: {
  label: string;
  options: readonly { readonly key: K; readonly name: string }[];
  chosen: K | undefined;
  onChoose: (key: K) => void;
  look?: "chips" | "tabs" | "tiles";
}) {
  return (
    <fieldset className="bare">
      <legend className="for-readers">{label}</legend>
      <div className={look === "chips" ? "choices" : `choices ${look}`}>
        {options.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="choice"
            aria-pressed={key === chosen}
            onClick={() => onChoose(key)}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
