import type { KnownInputs } from "./consumption";

/** Reads what is known of a native resource's arguments, whatever shape they have. */
export class Reading {
  constructor(private readonly inputs: unknown) {}

  text(key: string): string | undefined {
    const value = this.get(key);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** Also of a text, as some providers take numbers. */
  number(key: string): number | undefined {
    const value = this.get(key);
    const number = typeof value === "string" && value !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
  }

  flag(key: string): boolean {
    const value = this.get(key);
    return value === true || value === "true";
  }

  has(key: string): boolean {
    const value = this.get(key);
    return value !== undefined && value !== null && value !== false;
  }

  /** The object there, or the first one of a list; empty where there is none. */
  in(key: string): Reading {
    const value = this.get(key);
    return new Reading(Array.isArray(value) ? value[0] : value);
  }

  list(key: string): Reading[] {
    const value = this.get(key);
    return Array.isArray(value) ? value.map((each) => new Reading(each)) : [];
  }

  texts(key: string): string[] {
    const value = this.get(key);
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  }

  private get(key: string): unknown {
    const { inputs } = this;
    return typeof inputs === "object" && inputs !== null ? (inputs as KnownInputs)[key] : undefined;
  }
}
