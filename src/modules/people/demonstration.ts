import type { Role } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { system } from '../../kernel/actor.ts'
import type { Db } from '../../kernel/db.ts'
import { addExamplePerson } from './queries/people.ts'

interface ExamplePerson {
  id: string
  name: string
  group: 'house' | 'members' | 'partners' | 'services' | 'watch'
  hats: { role: Role; body?: string; party?: string; area?: string }[]
}

/**
 * One made-up person for each role of practice §8.1. The second name says "example" in a language of the region or of a partner,
 * so that nobody takes a name for a real official's.
 */
export const examplePeople: readonly ExamplePerson[] = [
  { id: 'example-sd', name: 'Melati Contoh', group: 'house', hats: [{ role: 'SD', body: 'SOMTC' }] },
  { id: 'example-ch', name: 'Liway Halimbawa', group: 'house', hats: [{ role: 'CH', body: 'SOMTC' }] },
  { id: 'example-hl', name: 'Farid Misalan', group: 'house', hats: [{ role: 'HL', body: 'SOMTC' }] },
  { id: 'example-nf', name: 'Suda Tuayang', group: 'members', hats: [{ role: 'NF', party: 'THA' }] },
  { id: 'example-hd', name: 'Prasert Tuayang', group: 'members', hats: [{ role: 'HD', party: 'THA' }] },
  { id: 'example-de', name: 'Lan Vidu', group: 'members', hats: [{ role: 'DE', party: 'VNM' }] },
  { id: 'example-ls', name: 'Sophea Utahor', group: 'members', hats: [{ role: 'LS', party: 'KHM', area: 'arms-smuggling' }] },
  { id: 'example-two', name: 'Mali Tuayang', group: 'members', hats: [{ role: 'DE', party: 'THA' }, { role: 'IN', body: 'SOMTC' }] },
  { id: 'example-dp', name: 'Lin Lizi', group: 'partners', hats: [{ role: 'DP', party: 'CHN' }] },
  { id: 'example-ob', name: 'Amina Mfano', group: 'partners', hats: [{ role: 'OB', party: 'UNODC' }] },
  { id: 'example-in', name: 'Kyaw Upama', group: 'services', hats: [{ role: 'IN', body: 'SOMTC' }] },
  { id: 'example-nf-vnm', name: 'Minh Vidu', group: 'members', hats: [{ role: 'NF', party: 'VNM' }] },
  { id: 'example-nf-phl', name: 'Amado Halimbawa', group: 'members', hats: [{ role: 'NF', party: 'PHL' }] },
  { id: 'example-hd-phl', name: 'Luz Halimbawa', group: 'members', hats: [{ role: 'HD', party: 'PHL' }] },
  { id: 'example-hd-sgp', name: 'Devi Udaranam', group: 'members', hats: [{ role: 'HD', party: 'SGP' }] },
  { id: 'example-hd-idn', name: 'Dewi Contoh', group: 'members', hats: [{ role: 'HD', party: 'IDN' }] },
  { id: 'example-hd-tls', name: 'Ana Ezemplu', group: 'members', hats: [{ role: 'HD', party: 'TLS' }] },
  { id: 'example-ls-tha', name: 'Nok Tuayang', group: 'members', hats: [{ role: 'LS', party: 'THA', area: 'wildlife-timber' }] },
  { id: 'example-dp-jpn', name: 'Hana Rei', group: 'partners', hats: [{ role: 'DP', party: 'JPN' }] },
  { id: 'example-sb', name: 'Aziz Misalan', group: 'partners', hats: [{ role: 'OB', party: 'ASEANAPOL' }] },
  { id: 'example-door', name: 'Jun Halimbawa', group: 'services', hats: [{ role: 'HL', body: 'SOMTC' }] },
  { id: 'example-pr', name: 'Rosa Exempel', group: 'services', hats: [{ role: 'PR' }] },
  { id: 'example-le', name: 'Kumar Udaranam', group: 'watch', hats: [{ role: 'LE', party: 'SGP' }] },
  { id: 'example-au', name: 'Phout Toyang', group: 'watch', hats: [{ role: 'AU' }] },
  { id: 'example-sa', name: 'Hana Conto', group: 'watch', hats: [{ role: 'SA' }] },
  { id: 'example-sa-2', name: 'Budi Conto', group: 'watch', hats: [{ role: 'SA' }] },
]

export const isExamplePerson = (id: string): boolean => examplePeople.some((person) => person.id === id)

/** Makes the people of a demonstration; those who are there already are left as they are. They have no password. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const { id, name, hats } of examplePeople) {
      const capacities = hats.map((hat, index) => ({ id: `${id}-${index + 1}`, role: hat.role, body: hat.body ?? null, party: hat.party ?? null, area: hat.area ?? null }))
      const added = await addExamplePerson(tx, { id, name, email: `${id}@mufakat.example`, capacities, now })
      if (added) await appendAudit(tx, { at: now, actor: system, command: 'person.demonstrate', type: 'person', id, change: { capacities: capacities.map((capacity) => capacity.role) } })
    }
  })
}
