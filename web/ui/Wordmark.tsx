/** The mark: two shifts that meet in one circle, the one that ends filled, the one that begins open. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M15 3.2a12.8 12.8 0 0 0 0 25.6z" fill="currentColor" />
      <path
        d="M18.2 4.2a11.9 11.9 0 0 1 0 23.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M19 16h5.4M19 9.5v13" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

const zhi = [
  "M7.6 2.4C6.4 5.6 4.6 8.8 2.2 11.6",
  "M5.4 8.2V22.4",
  "M9.2 5.4H22.4",
  "M16 2.2 15.4 8.6",
  "M11.4 21.4V8.6H20.4V21.4",
  "M11.4 12.7H20.4M11.4 16.9H20.4",
  "M8.6 21.6H22.8",
];
const ban = [
  "M2 4.6H8.8M2.2 11.8H8.6M1.8 20.6C4.2 20.2 6.6 19.6 9 18.8",
  "M5.4 4.6V19.6",
  "M11 7.2C11 9.2 10.8 11.2 10.2 13",
  "M14.2 2.4V10.8C14.2 15.8 12.8 19.4 9.8 22.2",
  "M16.2 4.6H22.6M16.4 11.8H22.4M15.6 20.6H23",
  "M19.4 4.6V20.6",
];

/** 值班, drawn and not typed: no font is needed for it. */
export function Wordmark({ height = 22, label }: { height?: number; label: string }) {
  return (
    <svg width={(height * 52) / 24} height={height} viewBox="0 0 52 24" role="img" aria-label={label}>
      <g fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round">
        {zhi.map((d) => (
          <path key={d} d={d} />
        ))}
        <g transform="translate(28 0)">
          {ban.map((d) => (
            <path key={d} d={d} />
          ))}
        </g>
      </g>
    </svg>
  );
}
