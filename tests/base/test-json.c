/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "parcours-error.h"
#include "parcours-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

/* On a copy without a nul byte behind it, so that valgrind sees a step too far. */
static void
assert_refused (const char *data,
                gsize       length,
                const char *message)
{
  g_autofree char *copy = g_memdup2 (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) parse_error = NULL;

  g_assert_false (parcours_json_scan (copy != NULL ? copy : "", length, &error));
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (parcours_json_parse (copy != NULL ? copy : "", (gssize) length, &parse_error));
  g_assert_cmpstr (parse_error->message, ==, message);
  g_assert_false (parcours_json_scan (copy != NULL ? copy : "", length, NULL));
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    /* Nothing, or too little. */
    { "", "The file is empty" },
    { " \t\r\n", "The file is empty" },
    { "{", "Line 1, column 2: a name in quotes was expected here" },
    { "[", "Line 1, column 2: the file ends where a value was expected" },
    { "{\"a\"", "Line 1, column 5: a colon was expected here" },
    { "{\"a\":", "Line 1, column 6: the file ends where a value was expected" },
    { "{\"a\": 1", "Line 1, column 8: the file ends in the middle of an object" },
    { "{\"a\": 1,", "Line 1, column 9: a name in quotes was expected here" },
    { "[1", "Line 1, column 3: the file ends in the middle of a list" },
    { "[1,\n", "Line 2, column 1: the file ends where a value was expected" },
    { "[[1]\n\n", "Line 3, column 1: the file ends in the middle of a list" },
    { "\"", "Line 1, column 2: the text ends before its closing quote" },
    { "\"abc", "Line 1, column 5: the text ends before its closing quote" },
    { "\"abc\\", "Line 1, column 6: the text ends before its closing quote" },
    { "\"abc\\\"", "Line 1, column 7: the text ends before its closing quote" },
    { "{\"abc\\", "Line 1, column 7: the text ends before its closing quote" },
    { "tru", "Line 1, column 1: a value was expected here" },
    { "-", "Line 1, column 2: a value was expected here" },
    { "1.", "Line 1, column 3: the number has no digits after its point" },
    { "1e", "Line 1, column 3: the number has no digits in its exponent" },
    { "1e-", "Line 1, column 4: the number has no digits in its exponent" },
    /* Too much. */
    { "1 2", "Line 1, column 3: something follows after the end" },
    { "{}\n{}", "Line 2, column 1: something follows after the end" },
    { "{}}", "Line 1, column 3: something follows after the end" },
    { "nullnull", "Line 1, column 5: something follows after the end" },
    { "[1 2]", "Line 1, column 4: a comma or a closing bracket was expected here" },
    { "[1}", "Line 1, column 3: a comma or a closing bracket was expected here" },
    { "{\"a\":1 \"b\":2}", "Line 1, column 8: a comma or a closing brace was expected here" },
    { "{\"a\":1]", "Line 1, column 7: a comma or a closing brace was expected here" },
    { "{\"a\" 1}", "Line 1, column 6: a colon was expected here" },
    { "{\"a\"=1}", "Line 1, column 5: a colon was expected here" },
    /* Not quite JSON. */
    { "[1,]", "Line 1, column 4: a value was expected here" },
    { "[,1]", "Line 1, column 2: a value was expected here" },
    { "{\"a\":1,}", "Line 1, column 8: a name in quotes was expected here" },
    { "{,}", "Line 1, column 2: a name in quotes was expected here" },
    { "{a:1}", "Line 1, column 2: a name in quotes was expected here" },
    { "{1:1}", "Line 1, column 2: a name in quotes was expected here" },
    { "{'a':1}", "Line 1, column 2: a name in quotes was expected here" },
    { "['a']", "Line 1, column 2: a value was expected here" },
    { "// no\n1", "Line 1, column 1: a value was expected here" },
    { "[1, /* no */ 2]", "Line 1, column 5: a value was expected here" },
    { "[1] // no", "Line 1, column 5: something follows after the end" },
    { "# no\n1", "Line 1, column 1: a value was expected here" },
    { "True", "Line 1, column 1: a value was expected here" },
    { "NaN", "Line 1, column 1: a value was expected here" },
    { "Infinity", "Line 1, column 1: a value was expected here" },
    { "-Infinity", "Line 1, column 2: a value was expected here" },
    { "undefined", "Line 1, column 1: a value was expected here" },
    { "+1", "Line 1, column 1: a value was expected here" },
    { ".5", "Line 1, column 1: a value was expected here" },
    { "01", "Line 1, column 2: something follows after the end" },
    { "[-01]", "Line 1, column 4: a comma or a closing bracket was expected here" },
    { "0x10", "Line 1, column 2: something follows after the end" },
    { "1_000", "Line 1, column 2: something follows after the end" },
    { "\v1", "Line 1, column 1: a value was expected here" },
    { "\xc2\xa0" "1", "Line 1, column 1: a value was expected here" },
    { "\xef\xbb\xbf\xef\xbb\xbf" "1", "Line 1, column 1: a value was expected here" },
    /* A column is a character, a line ends with \n. */
    { "{\n  \"prénom\": \"Zoë\",\r\n  \"é\": ☃\n}", "Line 3, column 8: a value was expected here" },
    /* The same name twice, however it is spelt. */
    { "{\"a\":1,\"a\":1}", "Line 1, column 8: “a” stands twice in the same object" },
    { "{\"a\":1,\n \"\\u0061\":2}", "Line 2, column 2: “a” stands twice in the same object" },
    { "{\"\":1,\"\":2}", "Line 1, column 7: “” stands twice in the same object" },
    { "[{\"x\":{\"a\":1,\"b\":{\"a\":0},\"a\":2}}]", "Line 1, column 26: “a” stands twice in the same object" },
    { "{\"%s%n\":1,\"%s%n\":1}", "Line 1, column 11: “%s%n” stands twice in the same object" },
    /* Numbers that would come back as others. */
    { "9007199254740993", "Line 1, column 1: the number is too large" },
    { "-9007199254740993", "Line 1, column 1: the number is too large" },
    { "[1, 18446744073709551617]", "Line 1, column 5: the number is too large" },
    { "99999999999999999", "Line 1, column 1: the number is too large" },
    { "123456789012345678901234567890", "Line 1, column 1: the number is too large" },
    { "{\"n\": 1e309}", "Line 1, column 7: the number is too large" },
    { "-1.5e400", "Line 1, column 1: the number is too large" },
    /* Texts. */
    { "\"a\nb\"", "Line 1, column 3: a control character stands in a text" },
    { "[\"\t\"]", "Line 1, column 3: a control character stands in a text" },
    { "\"\x1f\"", "Line 1, column 2: a control character stands in a text" },
    { "\"ab\\x\"", "Line 1, column 4: there is no such escape in a text" },
    { "\"\\'\"", "Line 1, column 2: there is no such escape in a text" },
    { "\"\\é\"", "Line 1, column 2: there is no such escape in a text" },
    { "\"\\U0041\"", "Line 1, column 2: there is no such escape in a text" },
    { "\"\\u12\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\u", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\u12g4\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"a\\u0000\"", "Line 1, column 3: the escaped character does not exist" },
    { "\"\\ud800\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\udc00\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\ud83d\\ud83d\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\ud83d\\u0041\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\ud83dx\\ude00\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\ude00\\ud83d\"", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\ud83d\\u", "Line 1, column 2: the escaped character does not exist" },
    { "\"\\ud83d\\uDE0\"", "Line 1, column 2: the escaped character does not exist" },
    /* Not UTF-8. */
    { "\"\xff\"", "Line 1, column 2: this is not text in UTF-8" },
    { "{\n\"caf\xe9\": 1}", "Line 2, column 5: this is not text in UTF-8" },
    { "\"\xc0\x80\"", "Line 1, column 2: this is not text in UTF-8" },
    { "\"\xed\xa0\x80\"", "Line 1, column 2: this is not text in UTF-8" },
    { "\"\xf4\x90\x80\x80\"", "Line 1, column 2: this is not text in UTF-8" },
    { "\"\xe2\x82", "Line 1, column 2: this is not text in UTF-8" },
    { "\xff\xfe[\x01", "Line 1, column 1: this is not text in UTF-8" },
    { "\x89PNG\r\n\x1a\n", "Line 1, column 1: this is not text in UTF-8" },
    { "SQLite format 3", "Line 1, column 1: a value was expected here" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* With a byte order mark, parse() says the same of what follows it. */
      if (!g_str_has_prefix (cases[i].text, "\xef\xbb\xbf"))
        assert_refused (cases[i].text, strlen (cases[i].text), cases[i].message);
    }
  assert_refused ("\"a\0b\"", 5, "Line 1, column 3: this is not text in UTF-8");
  assert_refused ("{}\0", 3, "Line 1, column 3: this is not text in UTF-8");
  assert_refused ("\0", 1, "Line 1, column 1: this is not text in UTF-8");
}

static void
test_depth (void)
{
  static const char *openers[] = { "[", "{\"a\":" };
  static const char *closers[] = { "]", "}" };

  for (int kind = 0; kind < 2; kind++)
    {
      for (int depth = 63; depth <= 66; depth++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          g_autoptr (GError) error = NULL;
          g_autofree char *message = NULL;

          for (int i = 0; i < depth; i++)
            g_string_append (text, openers[kind]);
          g_string_append (text, "1");
          for (int i = 0; i < depth; i++)
            g_string_append (text, closers[kind]);
          if (depth <= PARCOURS_JSON_MAX_DEPTH)
            {
              g_autoptr (JsonNode) node = parse (text->str);
              g_autofree char *line = parcours_json_to_line (node);

              g_assert_cmpstr (line, ==, text->str);
              continue;
            }
          message = g_strdup_printf ("Line 1, column %d: lists and objects are nested too deeply",
                                     64 * (int) strlen (openers[kind]) + 1);
          assert_refused (text->str, text->len, message);
        }
    }
}

/* 100,000 open brackets crash json-glib 1.6. */
static void
test_very_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  assert_refused (text->str, text->len, "Line 1, column 65: lists and objects are nested too deeply");
}

static void
test_size (void)
{
  gsize length = PARCOURS_JSON_MAX_SIZE;
  g_autofree char *data = g_malloc (length + 1);
  g_autoptr (GError) too_large = NULL;
  g_autoptr (GError) empty = NULL;

  memset (data, ' ', length + 1);
  g_assert_false (parcours_json_scan (data, length + 1, &too_large));
  g_assert_error (too_large, PARCOURS_ERROR, PARCOURS_ERROR_TOO_LARGE);
  g_assert_cmpstr (too_large->message, ==, "The file is larger than 64 MB");
  g_assert_false (parcours_json_scan (data, length, &empty));
  g_assert_error (empty, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
  data[length - 1] = '1';
  g_assert_true (parcours_json_scan (data, length, NULL));
}

/* What is read, in the two forms in which it is written. */
static void
test_canonical (void)
{
  static const struct
  {
    const char *read;
    const char *line;
    const char *text; /* without its last newline; or NULL for @line */
  } cases[] = {
    { "null", "null" },
    { " true ", "true" },
    { "false", "false" },
    { "\xef\xbb\xbf{}", "{}" },
    { "{ }", "{}" },
    { "[ ]", "[]" },
    { "\"\"", "\"\"" },
    { "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}", "{\n  \"a\": 2,\n  \"b\": 1\n}" },
    { "{\"é\":1,\"z\":2,\"Z\":3,\"a-b\":4,\"a\":5,\"\":6}", "{\"\":6,\"Z\":3,\"a\":5,\"a-b\":4,\"z\":2,\"é\":1}",
      "{\n  \"\": 6,\n  \"Z\": 3,\n  \"a\": 5,\n  \"a-b\": 4,\n  \"z\": 2,\n  \"é\": 1\n}" },
    /* Plain lists stay on one line, others do not. */
    { "{\"at\":[10,-20.5]}", "{\"at\":[10,-20.5]}", "{\n  \"at\": [10, -20.5]\n}" },
    { "[null,true,\"a\",1]", "[null,true,\"a\",1]", "[null, true, \"a\", 1]" },
    { "[[],[1],{}]", "[[],[1],{}]", "[\n  [],\n  [1],\n  {}\n]" },
    { "[{\"a\":[{\"b\":[]}]}]", "[{\"a\":[{\"b\":[]}]}]",
      "[\n  {\n    \"a\": [\n      {\n        \"b\": []\n      }\n    ]\n  }\n]" },
    /* Texts: only what must be escaped is. */
    { "\"\\u0041\\/\\u00e9☃\\ud83d\\ude00\"", "\"A/é☃😀\"" },
    { "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\"", "\"\\\"\\\\\\u0008\\u000c\\n\\u000d\\t\\u0001\\u001f\\u007f\"" },
    { "\"\x7f\"", "\"\\u007f\"" },
    { "\"\\u2028\\ufffe\\uffff\"", "\"\xe2\x80\xa8\xef\xbf\xbe\xef\xbf\xbf\"" },
    { "\"\\ud800\\udc00\\udbff\\udfff\"", "\"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"" },
    { "{\"a\\nb\":1}", "{\"a\\nb\":1}", "{\n  \"a\\nb\": 1\n}" },
    /* Numbers. */
    { "19.99", "19.99" },
    { "0", "0" },
    { "-0", "0" },
    { "-0.0", "0" },
    { "1.0", "1" },
    { "1e2", "100" },
    { "1E+2", "100" },
    { "1.50", "1.5" },
    { "0.1", "0.1" },
    { "-0.30000000000000004", "-0.30000000000000004" },
    { "1e-7", "1e-07" },
    { "123456789012345", "123456789012345" },
    { "9007199254740992", "9007199254740992" },
    { "-9007199254740992", "-9007199254740992" },
    { "9007199254740991.0", "9007199254740991" },
    { "9007199254740994.0", "9.007199254740994e+15" },
    { "12345678901234567890.0", "1.2345678901234567e+19" },
    { "1e15", "1e+15" },
    { "1e300", "1e+300" },
    { "1.7976931348623157e308", "1.7976931348623157e+308" },
    { "5e-324", "5e-324" },
    { "1e-999", "0" },
    { "0.1000000000000000055511151231257827021181583404541015625", "0.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i].read);
      g_autofree char *line = parcours_json_to_line (node);
      g_autofree char *text = parcours_json_to_text (node);
      g_autofree char *expected = g_strconcat (cases[i].text != NULL ? cases[i].text : cases[i].line, "\n", NULL);
      g_autoptr (JsonNode) again = parse (text);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (text, ==, expected);
      g_assert_true (parcours_json_equal (node, again));
    }
}

static void
test_not_finite (void)
{
  static const double numbers[] = { NAN, INFINITY, -INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), numbers[i]);
      g_autofree char *line = parcours_json_to_line (node);

      g_assert_cmpstr (line, ==, "null");
    }
}

static double
random_double (void)
{
  union { guint64 bits; double number; } any;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      return g_test_rand_int_range (-100000000, 100000000) / 100.;
    case 1:
      return g_test_rand_double_range (-1000., 1000.);
    case 2:
      return ldexp (g_test_rand_double (), g_test_rand_int_range (45, 70));
    case 3:
      return g_test_rand_int_range (-1000, 1000);
    default:
      do
        any.bits = ((guint64) (guint32) g_test_rand_int () << 32) | (guint32) g_test_rand_int ();
      while (!isfinite (any.number));
      return any.number;
    }
}

/* No decimal with a digit less reads back equal: the digits that glibc gives for
 * every precision, from 1 on, are the model. */
static void
test_shortest (void)
{
  for (int i = 0; i < 100000; i++)
    {
      double number = random_double ();
      g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), number);
      g_autofree char *line = parcours_json_to_line (node);
      char shortest[G_ASCII_DTOSTR_BUF_SIZE];
      gsize digits = 0;
      int needed = 0;

      g_assert_true (g_ascii_strtod (line, NULL) == number);
      do
        g_snprintf (shortest, sizeof shortest, "%.*e", needed, number);
      while (g_ascii_strtod (shortest, NULL) != number && ++needed);
      /* Neither zeros in front nor zeros at the end count. */
      for (const char *c = line + strspn (line, "-0."); *c != '\0' && *c != 'e'; c++)
        digits += g_ascii_isdigit (*c) != 0;
      for (const char *c = line + strcspn (line, "e") - 1; c > line && strchr ("0.", *c) != NULL; c--)
        digits -= *c == '0';
      if (number != 0.)
        g_assert_cmpint ((int) digits, <=, needed + 1);
    }
}

/* Every number that is written is read, also by json-glib, as the same. */
static void
test_numbers_come_back (void)
{
  for (int i = 0; i < 100000; i++)
    {
      double number = random_double ();
      double back;
      g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), number);
      g_autofree char *line = parcours_json_to_line (node);
      g_autoptr (JsonNode) again = parse (line);

      g_assert_true (parcours_json_number (again, &back));
      g_assert_true (back == number);
    }
}

static char *
random_text (void)
{
  static const char *pieces[] = { "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\r", "\x01", "\x7f", "é",
                                  "☃", "😀", "\xef\xbf\xbf", "%s", "{", "]", "\\u0041", "//" };
  GString *text = g_string_new (NULL);
  int length = g_test_rand_int_range (0, 8);

  for (int i = 0; i < length; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static JsonNode *
random_tree (int depth)
{
  int kind = g_test_rand_int_range (0, depth > 0 ? 9 : 6);
  JsonNode *node = json_node_alloc ();
  g_autofree char *text = random_text ();

  switch (kind)
    {
    case 0:
      return json_node_init_null (node);
    case 1:
      return json_node_init_boolean (node, g_test_rand_bit ());
    case 2:
      return json_node_init_int (node, g_test_rand_bit () ? g_test_rand_int_range (-10, 10)
                                                          : (gint64) g_test_rand_double_range (-0x1p53, 0x1p53));
    case 3:
      return json_node_init_double (node, random_double ());
    case 4:
    case 5:
      return json_node_init_string (node, text);
    case 6:
      {
        g_autoptr (JsonArray) array = json_array_new ();

        for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
          json_array_add_element (array, random_tree (depth - 1));

        return json_node_init_array (node, array);
      }
    default:
      {
        g_autoptr (JsonObject) object = json_object_new ();

        for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
          {
            g_autofree char *name = random_text ();

            json_object_set_member (object, name, random_tree (depth - 1));
          }

        return json_node_init_object (node, object);
      }
    }
}

/* A comparison that knows nothing of the writer. */
static gboolean
same (JsonNode *a,
      JsonNode *b)
{
  double x, y;

  if (JSON_NODE_HOLDS_OBJECT (a) && JSON_NODE_HOLDS_OBJECT (b))
    {
      JsonObject *p = json_node_get_object (a);
      JsonObject *q = json_node_get_object (b);
      g_autoptr (GList) names = json_object_get_members (p);

      if (json_object_get_size (p) != json_object_get_size (q))
        return FALSE;
      for (GList *l = names; l != NULL; l = l->next)
        {
          if (!json_object_has_member (q, l->data) ||
              !same (json_object_get_member (p, l->data), json_object_get_member (q, l->data)))
            return FALSE;
        }

      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (a) && JSON_NODE_HOLDS_ARRAY (b))
    {
      JsonArray *p = json_node_get_array (a);
      JsonArray *q = json_node_get_array (b);

      if (json_array_get_length (p) != json_array_get_length (q))
        return FALSE;
      for (guint i = 0; i < json_array_get_length (p); i++)
        {
          if (!same (json_array_get_element (p, i), json_array_get_element (q, i)))
            return FALSE;
        }

      return TRUE;
    }
  if (parcours_json_number (a, &x) && parcours_json_number (b, &y))
    return x == y;
  if (JSON_NODE_HOLDS_NULL (a) || JSON_NODE_HOLDS_NULL (b))
    return JSON_NODE_HOLDS_NULL (a) && JSON_NODE_HOLDS_NULL (b);
  if (json_node_get_value_type (a) == G_TYPE_BOOLEAN && json_node_get_value_type (b) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (a) == json_node_get_boolean (b);

  return parcours_json_string (a) != NULL && g_strcmp0 (parcours_json_string (a), parcours_json_string (b)) == 0;
}

static void
test_trees_come_back (void)
{
  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (JsonNode) tree = random_tree (5);
      g_autofree char *text = parcours_json_to_text (tree);
      g_autofree char *line = parcours_json_to_line (tree);
      g_autoptr (JsonNode) from_text = parse (text);
      g_autoptr (JsonNode) from_line = parse (line);
      g_autofree char *again = parcours_json_to_text (from_line);

      g_assert_true (same (tree, from_text));
      g_assert_true (same (tree, from_line));
      g_assert_true (parcours_json_equal (tree, from_text));
      g_assert_cmpstr (again, ==, text);
      g_assert_null (strchr (line, '\n'));
      g_assert_true (g_str_has_suffix (text, "\n"));
    }
}

/* Good texts with some bytes wrong: refused with a reason, or read by json-glib too. */
static void
test_mutations (void)
{
  static const char alphabet[] = "{}[]\",:0123456789.eE+-\\u tfn/*\n\xc3\xa9\xff";

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (JsonNode) tree = random_tree (3);
      g_autofree char *text = parcours_json_to_line (tree);
      gsize length = strlen (text);
      g_autofree char *data = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
        text[g_test_rand_int_range (0, (int) length)] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      if (g_test_rand_int_range (0, 4) == 0)
        length = (gsize) g_test_rand_int_range (0, (int) length + 1);
      data = g_memdup2 (text, length + 1);
      data = g_realloc (data, MAX (length, 1));
      if (!parcours_json_scan (data, length, &error))
        {
          g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
          continue;
        }
      node = parcours_json_parse (data, (gssize) length, &error);
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_garbage (void)
{
  for (int i = 0; i < 50000; i++)
    {
      gsize length = (gsize) g_test_rand_int_range (1, 40);
      g_autofree char *data = g_malloc (length);
      g_autoptr (GError) error = NULL;

      for (gsize j = 0; j < length; j++)
        data[j] = (char) g_test_rand_int_range (g_test_rand_bit () ? 0 : 32, 256);
      if (!parcours_json_scan (data, length, &error))
        g_assert_nonnull (error);
      else
        g_assert_no_error (error);
    }
}

static void
test_equal (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean equal;
  } cases[] = {
    { "1", "1.0", TRUE },
    { "100", "1e2", TRUE },
    { "0", "-0.0", TRUE },
    { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", TRUE },
    { "[1,2]", "[2,1]", FALSE },
    { "[]", "{}", FALSE },
    { "null", "false", FALSE },
    { "1", "\"1\"", FALSE },
    { "{\"a\":null}", "{}", FALSE },
    { "\"é\"", "\"\\u00e9\"", TRUE },
    { "\"e\\u0301\"", "\"\\u00e9\"", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) a = parse (cases[i].a);
      g_autoptr (JsonNode) b = parse (cases[i].b);
      g_autofree char *digest_a = parcours_json_digest (a);
      g_autofree char *digest_b = parcours_json_digest (b);

      g_assert_cmpint (parcours_json_equal (a, b), ==, cases[i].equal);
      g_assert_cmpint (g_str_equal (digest_a, digest_b), ==, cases[i].equal);
      g_assert_false (parcours_json_equal (a, NULL));
      g_assert_false (parcours_json_equal (NULL, b));
    }
  g_assert_true (parcours_json_equal (NULL, NULL));
}

/* Digests are stored and compared between machines: they never change. */
static void
test_digest (void)
{
  g_autoptr (JsonNode) node = parse ("{\"name\": \"Été\", \"n\": [1, 2.5, null]}");
  g_autofree char *digest = parcours_json_digest (node);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                             "{\"n\":[1,2.5,null],\"name\":\"Été\"}", -1);

  g_assert_cmpstr (digest, ==, expected);
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node = parse ("{\"text\":\"a\",\"yes\":true,\"no\":false,\"whole\":3,\"half\":0.5,\"nothing\":null,"
                                     "\"object\":{\"b\":1,\"a\":2},\"array\":[1,2]}");
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GList) members = parcours_json_sorted_members (parcours_json_member_object (object, "object"));
  static const char *names[] = { "text", "yes", "no", "whole", "half", "nothing", "object", "array", "missing" };
  double number;

  g_assert_cmpstr (parcours_json_member_string (object, "text"), ==, "a");
  g_assert_true (parcours_json_member_boolean (object, "yes", FALSE));
  g_assert_false (parcours_json_member_boolean (object, "no", TRUE));
  g_assert_cmpfloat (parcours_json_member_number (object, "whole", -1.), ==, 3.);
  g_assert_cmpfloat (parcours_json_member_number (object, "half", -1.), ==, 0.5);
  g_assert_cmpuint (json_array_get_length (parcours_json_member_array (object, "array")), ==, 2);
  g_assert_cmpstr (members->data, ==, "a");
  g_assert_cmpstr (members->next->data, ==, "b");
  /* Of another type, missing, or in no object at all: what was said to hold then. */
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      for (int j = 0; j < 2; j++)
        {
          JsonObject *of = j == 0 ? object : NULL;

          if (of == NULL || i != 0)
            g_assert_null (parcours_json_member_string (of, names[i]));
          if (of == NULL || i < 1 || i > 2)
            g_assert_true (parcours_json_member_boolean (of, names[i], TRUE));
          if (of == NULL || i < 3 || i > 4)
            g_assert_cmpfloat (parcours_json_member_number (of, names[i], -7.), ==, -7.);
          if (of == NULL || i != 6)
            g_assert_null (parcours_json_member_object (of, names[i]));
          if (of == NULL || i != 7)
            g_assert_null (parcours_json_member_array (of, names[i]));
        }
    }
  g_assert_null (parcours_json_string (NULL));
  g_assert_false (parcours_json_number (NULL, &number));
  g_assert_false (parcours_json_number (node, &number));
}

static void
test_new_string (void)
{
  g_autoptr (JsonNode) text = parcours_json_new_string ("a");
  g_autoptr (JsonNode) nothing = parcours_json_new_string (NULL);

  g_assert_cmpstr (parcours_json_string (text), ==, "a");
  g_assert_true (JSON_NODE_HOLDS_NULL (nothing));
}

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned), in it */
} Files;

static void
files_set_up (Files         *files,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  files->folder = g_dir_make_tmp ("parcours-test-XXXXXX", &error);
  g_assert_no_error (error);
  files->path = g_build_filename (files->folder, "été.json", NULL);
}

static void
files_tear_down (Files         *files,
                 gconstpointer  data)
{
  g_unlink (files->path);
  g_assert_cmpint (g_rmdir (files->folder), ==, 0);
  g_free (files->path);
  g_free (files->folder);
}

static void
write_file (Files      *files,
            const char *data,
            gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (files->path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_save_and_load (Files         *files,
                    gconstpointer  data)
{
  g_autoptr (JsonNode) node = parse ("{\"b\":[1,2],\"a\":\"é\"}");
  g_autoptr (JsonNode) other = parse ("[]");
  g_autoptr (JsonNode) loaded = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (parcours_json_save (other, files->path, &error));
  g_assert_true (parcours_json_save (node, files->path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (files->path, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "{\n  \"a\": \"é\",\n  \"b\": [1, 2]\n}\n");
  loaded = parcours_json_load (files->path, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_json_equal (loaded, node));
}

static void
test_save_nowhere (Files         *files,
                   gconstpointer  data)
{
  g_autoptr (JsonNode) node = parse ("[]");
  g_autofree char *nowhere = g_build_filename (files->folder, "no", "file.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) folder_error = NULL;

  g_assert_false (parcours_json_save (node, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_false (parcours_json_save (node, files->folder, &folder_error));
  g_assert_nonnull (folder_error);
}

static void
test_load_missing (Files         *files,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parcours_json_load (files->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Check its name"));
  g_assert_nonnull (strstr (error->message, "été.json"));
}

static void
test_load_folder (Files         *files,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strdup_printf ("“%s” is a folder", files->folder);

  g_assert_null (parcours_json_load (files->folder, &error));
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_load_unreadable (Files         *files,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  write_file (files, "{}", 2);
  g_assert_cmpint (g_chmod (files->path, 0), ==, 0);
  if (g_access (files->path, R_OK) == 0)
    {
      g_test_skip ("This user may read everything");
      return;
    }
  g_assert_null (parcours_json_load (files->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "été.json"));
}

/* A socket has a name among the files, but nobody opens it, not even root. */
static void
test_load_socket (Files         *files,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  if (g_strlcpy (address.sun_path, files->path, sizeof address.sun_path) >= sizeof address.sun_path)
    {
      g_close (fd, NULL);
      g_test_skip ("The name of the temporary folder is too long");
      return;
    }
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_null (parcours_json_load (files->path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "été.json"));
  g_close (fd, NULL);
}

static void
test_load_bad (Files         *files,
               gconstpointer  data)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *message;
  } cases[] = {
    { "", 0, "The file is empty" },
    { "{\n  \"a\": ,\n}", 12, "Line 2, column 8: a value was expected here" },
    { "{}\0{}", 5, "Line 1, column 3: this is not text in UTF-8" },
    { "\xef\xbb\xbf", 3, "The file is empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *message = g_strdup_printf ("%s: %s", files->path, cases[i].message);

      write_file (files, cases[i].data, cases[i].length);
      g_assert_null (parcours_json_load (files->path, &error));
      g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
assert_too_large (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strdup_printf ("%s: The file is larger than 64 MB", path);

  g_assert_null (parcours_json_load (path, &error));
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_load_large (Files         *files,
                 gconstpointer  data)
{
  write_file (files, "", 0);
  g_assert_cmpint (truncate (files->path, (off_t) PARCOURS_JSON_MAX_SIZE * 100), ==, 0);
  assert_too_large (files->path);
}

/* It has no size, and no end. */
static void
test_load_device (void)
{
  if (g_access ("/dev/zero", R_OK) != 0)
    {
      g_test_skip ("There is no /dev/zero");
      return;
    }
  assert_too_large ("/dev/zero");
}

/* It opens, but nothing is mapped at its start. */
static void
test_load_fails_halfway (void)
{
  g_autoptr (GError) error = NULL;

  if (g_access ("/proc/self/mem", R_OK) != 0)
    {
      g_test_skip ("There is no /proc/self/mem");
      return;
    }
  g_assert_null (parcours_json_load ("/proc/self/mem", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "/proc/self/mem: "));
}

static gpointer
write_pipe (gpointer data)
{
  g_autoptr (GError) error = NULL;
  FILE *pipe = g_fopen (data, "w");

  g_assert_nonnull (pipe);
  fputs ("{\"a\": ", pipe);
  fflush (pipe);
  g_usleep (10000);
  fputs ("1}", pipe);
  fclose (pipe);

  return NULL;
}

static void
test_load_pipe (Files         *files,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;
  GThread *thread;

  g_assert_cmpint (mkfifo (files->path, 0600), ==, 0);
  thread = g_thread_new ("pipe", write_pipe, files->path);
  node = parcours_json_load (files->path, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  line = parcours_json_to_line (node);
  g_assert_cmpstr (line, ==, "{\"a\":1}");
}

static void
add_with_files (const char *path,
                void (*test) (Files *, gconstpointer))
{
  g_test_add (path, Files, NULL, files_set_up, test, files_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/refuses", test_refuses);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/very-deep", test_very_deep);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/canonical", test_canonical);
  g_test_add_func ("/json/not-finite", test_not_finite);
  g_test_add_func ("/json/shortest", test_shortest);
  g_test_add_func ("/json/numbers-come-back", test_numbers_come_back);
  g_test_add_func ("/json/trees-come-back", test_trees_come_back);
  g_test_add_func ("/json/mutations", test_mutations);
  g_test_add_func ("/json/garbage", test_garbage);
  g_test_add_func ("/json/equal", test_equal);
  g_test_add_func ("/json/digest", test_digest);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/new-string", test_new_string);
  add_with_files ("/json/save-and-load", test_save_and_load);
  add_with_files ("/json/save-nowhere", test_save_nowhere);
  add_with_files ("/json/load-missing", test_load_missing);
  add_with_files ("/json/load-folder", test_load_folder);
  add_with_files ("/json/load-unreadable", test_load_unreadable);
  add_with_files ("/json/load-socket", test_load_socket);
  add_with_files ("/json/load-bad", test_load_bad);
  add_with_files ("/json/load-large", test_load_large);
  add_with_files ("/json/load-pipe", test_load_pipe);
  g_test_add_func ("/json/load-device", test_load_device);
  g_test_add_func ("/json/load-fails-halfway", test_load_fails_halfway);

  return g_test_run ();
}
