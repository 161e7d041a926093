import { CustomResource } from "@pulumi/pulumi";
import type { Backend } from "../backend";
import { registeredBackends } from "../registry";
import type { Priced } from "./budget";
import { savingsOf } from "./cheaper";
import type { Collector, Seen } from "./collector";
import type { KnownInputs } from "./consumption";
import type { Estimate } from "./estimate";
import { settledOrIdle } from "./idle";
import { type Owner, ownerOf, wishOf } from "./owners";
import { type PlainPlace, plainPlace } from "./plain-place";
import { type MayWait, onlyKept, readInputs } from "./read";
import { type EstimatingBackend, estimateResources, type NativeResource, plainType } from "./resources";
import type { Usages } from "./usage";

/** Tags by which costs are told apart. */
const TAGS = ["team", "service", "owner"] as const;
const TAG_PATHS = TAGS.flatMap((tag) => [`tags.${tag}`, `labels.${tag}`]);

type Tags = Readonly<Record<string, string>>;

/** A native resource, and what was read of its arguments so far. */
interface Entry extends PlainPlace {
  readonly seen: Seen;
  readonly owner: Owner | undefined;
  readonly reading: Promise<unknown>;
  inputs: KnownInputs;
}

/** What a running program declares, as far as it is known. */
export class ProgramEstimate {
  private readonly entries: Entry[] = [];
  private read = 0;

  constructor(
    private readonly collector: Collector,
    private readonly usages: Usages,
    /** Of the stack: what has no tags of its own counts for them. */
    private readonly tags: Tags,
  ) {}

  /** What was declared until now costs, by what can be known before any provider works. */
  async beforehand(): Promise<Priced> {
    this.drain(onlyKept);
    await settledOrIdle(this.entries.map(({ reading }) => reading));
    return this.priced();
  }

  /** The estimate when everything is known that ever will be. */
  async atLast(): Promise<Estimate> {
    this.entries.length = 0;
    this.read = 0;
    this.drain(() => true);
    await settledOrIdle(
      this.entries.map(({ reading }) => reading),
      100,
    );
    return this.priced().estimate;
  }

  private drain(mayWait: MayWait): void {
    for (const seen of this.collector.seen.slice(this.read)) this.add(seen, mayWait);
    this.read = this.collector.seen.length;
  }

  private add(seen: Seen, mayWait: MayWait): void {
    // What exists already is nothing that this program pays for.
    if (seen.opts.id !== undefined || seen.opts.urn !== undefined || !CustomResource.isInstance(seen.resource)) return;
    const owner = ownerOf(seen.opts.parent);
    const place = owner ? { cloud: owner.backend.name, region: owner.region } : plainPlace(seen);
    const consumer = backendNamed(place.cloud)?.consumers()[plainType(seen.type)];
    const paths = typeof consumer === "object" ? [...consumer.inputs, ...(owner ? [] : TAG_PATHS)] : [];
    const reading = paths.length > 0 ? readInputs(seen.props, paths, mayWait) : Promise.resolve({});
    const entry: Entry = { ...place, seen, owner, reading, inputs: {} };
    reading.then((inputs) => {
      entry.inputs = inputs;
    });
    this.entries.push(entry);
  }

  private priced(): Priced {
    const resources = this.entries.map((entry) => this.native(entry));
    const { usages } = this;
    return {
      estimate: estimateResources(resources, estimatingBackend, usages),
      savings: (measure) => savingsOf(resources, estimatingBackend, usages, measure),
    };
  }

  private native({ seen, owner, inputs, cloud, region }: Entry): NativeResource {
    const own = owner?.tags ?? { ...texts(inputs.tags), ...texts(inputs.labels) };
    const tags = Object.fromEntries(
      TAGS.flatMap((tag) => {
        const value = own[tag] ?? this.tags[tag];
        return value === undefined ? [] : [[tag, value]];
      }),
    );
    const { type, name, opts } = seen;
    return { type, name, owner: owner?.label, cloud, region, tags, inputs, wish: wishOf(opts.parent) };
  }
}

function backendNamed(cloud: string): Backend | undefined {
  return registeredBackends().find(({ name }) => name === cloud);
}

function estimatingBackend(cloud: string): EstimatingBackend | undefined {
  const backend = backendNamed(cloud);
  return backend && { consumers: backend.consumers(), catalogue: backend.catalogue() };
}

function texts(value: unknown): Tags {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([, each]) => typeof each === "string"));
}
