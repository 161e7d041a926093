import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Controls, type Props, type Sandbox, type SimulatedProvider, startSandbox } from "@isobar/sandbox";
import { ProviderClient } from "../../../sandbox/dist/testing/client.js";
import { provider } from "./index";

export const PROJECT = "isobar-sandbox";
export const REGION = "europe-west4";
export const ZONE = `${REGION}-a`;

/** Types by short names. */
export const TYPES = {
  account: "gcp:serviceaccount/account:Account",
  address: "gcp:compute/address:Address",
  bucket: "gcp:storage/bucket:Bucket",
  bucketGrant: "gcp:storage/bucketIAMMember:BucketIAMMember",
  disk: "gcp:compute/disk:Disk",
  firewall: "gcp:compute/firewall:Firewall",
  instance: "gcp:compute/instance:Instance",
  instanceGrant: "gcp:compute/instanceIAMMember:InstanceIAMMember",
  job: "gcp:cloudscheduler/job:Job",
  link: "gcp:compute/attachedDisk:AttachedDisk",
  nat: "gcp:compute/routerNat:RouterNat",
  network: "gcp:compute/network:Network",
  peering: "gcp:compute/networkPeering:NetworkPeering",
  policy: "gcp:compute/resourcePolicy:ResourcePolicy",
  policyLink: "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment",
  router: "gcp:compute/router:Router",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
} as const;

export type Kind = keyof typeof TYPES;

/** A resource that was made. */
export interface Made {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** Simulated GCP that is asked over gRPC, as the engine asks it. */
export class SimulatedGcp {
  private constructor(
    private readonly folder: string,
    private readonly sandbox: Sandbox,
    private readonly client: ProviderClient,
  ) {}

  static async start(): Promise<SimulatedGcp> {
    const folder = mkdtempSync(path.join(tmpdir(), "isobar-gcp-"));
    const providers: SimulatedProvider[] = [provider];
    const sandbox = await startSandbox({ stateDir: folder, providers });
    const client = new ProviderClient(Number(sandbox.env.PULUMI_DEBUG_PROVIDERS?.split(":").at(-1)));
    await client.configure({ project: PROJECT, region: REGION });
    return new SimulatedGcp(folder, sandbox, client);
  }

  get controls(): Controls {
    return this.sandbox.controls;
  }

  async create(kind: Kind, name: string, given: Props): Promise<Made> {
    const urn = `urn:pulumi:dev::shop::${TYPES[kind]}::${name}`;
    const { failures, inputs } = await this.client.check(urn, given);
    assert.deepEqual(failures, []);
    return { urn, inputs, ...(await this.client.create(urn, inputs)) };
  }

  /** Replaces the inputs of a resource; the names that are replaced by, if the provider would replace it. */
  async update({ urn, id, inputs: before }: Made, changes: Props): Promise<Props | string[]> {
    const { failures, inputs } = await this.client.check(urn, { ...before, ...changes }, before);
    assert.deepEqual(failures, []);
    const { replaces } = await this.client.diff(urn, before, inputs);
    return replaces.length > 0 ? replaces : this.client.update(urn, id, inputs);
  }

  read({ urn, id }: Pick<Made, "urn" | "id">) {
    return this.client.read(urn, id);
  }

  delete({ urn, id }: Made): Promise<void> {
    return this.client.delete(urn, id);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** One rule: what the cloud accepts beside what it refuses, as changes of correct inputs. */
export type Rule = readonly [what: string, accepted: Props, refused: Props, words: RegExp];

/** Tests that each accepted case is accepted, and each refused one is refused for what it breaks. */
export function holdsTo(cloud: () => SimulatedGcp, kind: Kind, base: () => Props, rules: readonly Rule[]): void {
  for (const [index, [what, accepted, refused, words]] of rules.entries()) {
    it(what, async () => {
      const made = await cloud().create(kind, `accepted-${index}`, { ...base(), ...accepted });
      await cloud().delete(made);
      await assert.rejects(cloud().create(kind, `refused-${index}`, { ...base(), ...refused }), words);
    });
  }
}
