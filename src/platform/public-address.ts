import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** True for an address of the public internet: not of this machine, its network, a cloud's metadata service or any special range. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  if (isIPv4(plain)) return !special.check(plain, 'ipv4')
  // All that is global lies in 2000::/3; IPv4 in disguise (::ffff:0:0/96, 64:ff9b::/96, ::/96) lies outside of it.
  return isIPv6(plain) && global.check(plain, 'ipv6') && !special.check(plain, 'ipv6')
}

/** IANA's special-purpose registries; multicast and the unassigned rest. */
const SPECIAL_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
/** Within 2000::/3: Teredo and its kin, documentation, 6to4 (which carries an IPv4 address), AS112, SRv6. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

const global = listOf(['2000::/3'], 'ipv6')
const special = listOf(SPECIAL_IPV4, 'ipv4')
for (const range of SPECIAL_IPV6) add(special, range, 'ipv6')

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) add(list, range, family)
  return list
}

function add(list: BlockList, range: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = range.split('/')
  list.addSubnet(address, Number(bits), family)
}
