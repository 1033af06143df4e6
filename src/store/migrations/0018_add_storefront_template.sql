-- Where a partner shows a product of 1688 to his shoppers; nothing is handed off to partners without one.

alter table partner add column storefront_template text
  check (storefront_template ~ '^(https://[a-z0-9.-]+|http://localhost)(:[0-9]{1,5})?/' and storefront_template ~ '[{](productId|offerId)[}]');
