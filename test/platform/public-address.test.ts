import t from 'tap'
import { isPublicAddress } from '../../src/platform/public-address.ts'

t.test('addresses of the public internet', async (t) => {
  for (const address of ['1.1.1.1', '47.246.0.1', '172.15.255.255', '172.32.0.1', '223.255.255.255', '2606:4700::1111', '2400:3200::1']) {
    t.ok(isPublicAddress(address), address)
  }
})

t.test('addresses of this machine, its network, metadata services and every special range', async (t) => {
  const inside = [
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '100.100.100.200',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...[
      '192.0.0.170',
      '192.0.2.1',
      '192.88.99.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.9',
      '224.0.0.1',
      '239.1.1.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:1.1.1.1',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '100::1',
      'fc00::1',
      'fd00:ec2::254',
    ],
    ...['fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '4000::1'],
    ...['', 'localhost', '127.1', '0x7f000001', '2130706433'],
  ]
  for (const address of inside) t.notOk(isPublicAddress(address), address)
})
