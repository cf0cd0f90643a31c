import { describe, expect, test } from "vitest";
import { isPlainPin, weaknessOf } from "./password.ts";

describe("a new password", () => {
  const plain =
    "1234567890 0987654321 0123456789 abcdefghij password1234 Password123! qwertyuiop12 1q2w3e4r5t admin123456 administrator " +
    "a1234567890 1122334455 5201314520 zhiban123456 123456789a woaini1314 aaaabbbbcccc passw0rd123 iloveyou123";
  test.each(plain.split(" "))("that is tried among the first is not taken: %s", (password) => {
    expect(weaknessOf(password, "lin")).toBe("too-plain");
  });

  test("that is the name once more is not taken, with whatever stands around it", () => {
    expect(weaknessOf("x-liu.gang-9", "liu.gang")).toBe("too-plain");
    expect(weaknessOf("liu.gan1234", "liu.gan")).toBe("too-plain");
  });

  test("of too few characters is not taken, however they are made up", () => {
    expect(weaknessOf("kR7-wq2Lm", "lin")).toBe("too-short");
    expect(weaknessOf("\u{1F600}".repeat(9), "lin")).toBe("too-short");
  });

  test.each(["kR7vwq2LmZ", "harbour-light-22", "雨过天青-云破处-晴", "correct horse battery", "竹林里的一盏旧灯笼啊"])(
    "of a few words is taken: %s",
    (password) => {
      expect(weaknessOf(password, "lin")).toBeUndefined();
    },
  );

  test("that begins with thirty-two plain characters is plain, whatever follows: no more is looked at", () => {
    expect(weaknessOf(`${"password".repeat(4)}kR7vwq2LmZ-竹林灯笼`, "lin")).toBe("too-plain");
  });

  test("may be as long as one likes", () => {
    expect(weaknessOf(`${"ab1!".repeat(2)}${"竹林灯笼".repeat(200)}`, "lin")).toBeUndefined();
  });
});

test.each(["123456", "654321", "121212", "000001", "123123", "112233", "123321", "520520", "111222"])(
  "a PIN that is tried among the first is not taken: %s",
  (pin) => {
    expect(isPlainPin(pin)).toBe(true);
  },
);

test("of all other PINs nearly every one is taken", () => {
  const some = Array.from({ length: 500 }, (_, n) => String((n * 7919 * 131 + 271_828) % 1_000_000).padStart(6, "0"));
  expect(some.filter(isPlainPin).length).toBeLessThan(15);
});
