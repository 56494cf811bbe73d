import type { PostgresCluster } from '../test/_kit/postgres.ts'

/** As many certificates of one CA as asked for, like those of fillSqlite, made by the database itself. */
export function fillPostgres(
  cluster: PostgresCluster,
  database: string,
  { authorityId, count, now }: { authorityId: string; count: number; now: number },
): void {
  cluster.query(
    `insert into certificates (id, authority_id, serial_number, mode, common_name, search_name,
        subject_has_common_name, san_dns, san_ip, key_algorithm, key_hash, not_before, not_after, validity_days,
        created_at, issued_at, listed_at, revoked_at, revocation_reason, revocation_number)
      select substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-4' || substr(hex, 14, 3) || '-8'
          || substr(hex, 18, 3) || '-' || substr(hex, 21, 12),
        '${authorityId}', upper('1' || substr(hex, 2, 37)), 'csr', name, name, 1, '["' || name || '"]', '[]',
        'ECDSA-P256', hash, created, ending, 90, created, created, created,
        revoked, case when revoked is null then null else 'superseded' end, revoked
      from generate_series(0, ${count - 1}) as i
      cross join lateral (select sha256(('certificate ' || i)::bytea) as hash) as hashed
      cross join lateral (select encode(hash, 'hex') as hex,
        (${now} - (${count} - i)::bigint * ${400 * DAY} / ${count})::bigint as created,
        (array['api','www','db','mail','cache','queue','auth','grafana','ldap','vpn'])[1 + get_byte(hash, 3) % 10]
          || '-' || i || '.team' || lpad((get_byte(hash, 4) % 50)::text, 2, '0') || '.example.com' as name
      ) as named
      cross join lateral (select
        created + (case when get_byte(hash, 2) % 2 = 0 then 90 else 397 end) * ${DAY}::bigint as ending,
        case when get_byte(hash, 5) % 20 = 0 then created + ${DAY} end as revoked) as dated
      order by i`,
    database,
  )
  cluster.query(
    `insert into certificate_bytes (seq, bytes)
      select seq, decode(repeat('30', 900), 'hex') from certificates
      where seq not in (select seq from certificate_bytes)`,
    database,
  )
  // As the database does by itself, sooner or later.
  cluster.query('vacuum analyze', database)
}

const DAY = 86_400_000
